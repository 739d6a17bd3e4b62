import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Room } from './room.ts';

/** The folders of a workspace. */
export interface Rooms {
  /** Takes the URI of a file; gives the room of the innermost folder around it, of a file outside all the first one. */
  of(uri: string): Room;
  /** Those that somebody has asked for. */
  open(): Iterable<Room>;
  /** Takes absolute paths of folders that come to the workspace and that leave it. */
  change(added: readonly string[], removed: readonly string[]): void;
}

/**
 * Takes the absolute paths of the folders, at least one, and what makes the room of one, which is asked when a file in
 * it is first asked for: each has a thread. It is told which files are the room's.
 */
export function createRooms(
  folders: readonly [string, ...string[]],
  make: (folder: string, owns: (uri: string) => boolean) => Room,
): Rooms {
  const [first] = folders;
  const known = new Set(folders);
  const open = new Map<string, Room>();

  function folderOf(uri: string): string {
    const path = pathOf(uri);
    const around = [...known].filter((folder) => path !== undefined && isWithin(path, folder));
    return around.reduce((inner, each) => (each.length > inner.length ? each : inner), around[0] ?? first);
  }

  return {
    of(uri) {
      const folder = folderOf(uri);
      const room = open.get(folder) ?? make(folder, (owned) => folderOf(owned) === folder);
      open.set(folder, room);
      return room;
    },
    open: () => open.values(),
    change(added, removed) {
      for (const folder of added) known.add(folder);
      for (const folder of removed) {
        // While the files are still its own.
        open.get(folder)?.leave();
        open.delete(folder);
        known.delete(folder);
      }
    },
  };
}

/** Takes a URI; gives the absolute path that it names; undefined for what is no file of this machine. */
export function pathOf(uri: string): string | undefined {
  if (!/^file:/i.test(uri)) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // With a host, or with an encoded slash.
    return undefined;
  }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep) && !/^[A-Za-z]:/.test(way);
}
