import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly type: string };
  readonly author_association: string;
}

/** The part of GitHub that keeps the comments of pull request 5. */
export interface FakeGitHub {
  readonly url: string;
  readonly comments: Comment[];
  /** Every request, as `METHOD /path`, and the credentials that came with it. */
  readonly requests: { readonly line: string; readonly authorization: string | undefined }[];
}

/** Takes whether the token may write; starts a server that ends with the test. */
export async function fakeGitHub({ mayWrite = true, before = [] as Comment[] } = {}): Promise<FakeGitHub> {
  const comments = [...before];
  const requests: FakeGitHub['requests'] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const { method = '', url = '', headers } = request;
      requests.push({ line: `${method} ${url}`, authorization: headers.authorization });
      const answer = (status: number, value: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      };
      const content = await text(request);
      const { pathname, searchParams } = new URL(url, 'http://github.test');
      const [, id] = /^\/repos\/books\/api\/issues\/comments\/(\d+)$/.exec(pathname) ?? [];
      const isList = pathname === '/repos/books/api/issues/5/comments';
      if (isList && method === 'GET') {
        const [page, size] = [Number(searchParams.get('page')), Number(searchParams.get('per_page'))];
        answer(200, comments.slice((page - 1) * size, page * size));
      } else if (!mayWrite) answer(403, { message: 'Resource not accessible by integration' });
      else if (isList && method === 'POST') {
        const { body } = JSON.parse(content) as Comment;
        const comment = { id: comments.length + 1, body, user: { type: 'Bot' }, author_association: 'NONE' };
        comments.push(comment);
        answer(201, comment);
      } else if (id !== undefined && method === 'PATCH') {
        const comment = comments.find((each) => each.id === Number(id));
        if (comment === undefined) return answer(404, {});
        comment.body = (JSON.parse(content) as Comment).body;
        answer(200, comment);
      } else answer(404, {});
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, comments, requests };
}
