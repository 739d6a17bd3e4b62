import { choice, dictionary, flag, integer, optional, record, text } from '../typed-body.ts';
import { items, matching, some } from '../formats.ts';

/** The id of any record. */
export const ID = matching(/^[a-z0-9]{15}$/, 'must be an ID');

const NAME = text(1, 100);
const PORT = integer(1, 65_535);
const USER = matching(/^[a-z_][a-z0-9_-]{0,31}$/, 'must be the name of a Unix user');
const PATH = matching(/^\/[^\0]{0,499}$/, 'must be an absolute path');
const HOST = matching(
  /^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/,
  'must be a host name or an IP address',
);
const SSH_KEY = matching(
  /^(?=.{1,2000}$)(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,3}( .*)?$/,
  'must be a public key in OpenSSH format',
);
const PACKAGE = matching(/^[a-z0-9][a-z0-9+.-]{1,99}$/, 'must be the name of a package');
const VERSION = matching(
  /^(?=.{1,64}$)v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/,
  'must be a version such as 1.2.0',
);
const SERVICE = matching(/^[A-Za-z0-9@._-]{1,100}$/, 'must be the name of a service');
const HOOKS = items(text(1, 1000), 0, 20);

export const SERVER_CREATE = record(
  {
    name: NAME,
    host: HOST,
    port: optional(PORT, 22),
    root_username: optional(USER, 'root'),
    app_username: optional(USER, 'pocketbase'),
    use_ssh_agent: optional(flag, true),
    manual_key_path: optional(PATH),
  },
  true,
);

export const SERVER_UPDATE = some(
  record(
    {
      name: optional(NAME),
      host: optional(HOST),
      port: optional(PORT),
      root_username: optional(USER),
      app_username: optional(USER),
      use_ssh_agent: optional(flag),
      manual_key_path: optional(PATH),
    },
    true,
  ),
);

export const APP_CREATE = record(
  {
    name: NAME,
    server_id: ID,
    remote_path: optional(PATH, '/opt/pocketbase'),
    service_name: optional(SERVICE),
    domain: HOST,
  },
  true,
);

export const SETUP = record(
  {
    create_user: optional(flag, true),
    install_packages: optional(flag, true),
    setup_directories: optional(flag, true),
    configure_firewall: optional(flag, true),
    packages: optional(items(PACKAGE, 0, 100, true), ['curl', 'wget', 'unzip', 'git', 'systemd']),
    ssh_keys: optional(items(SSH_KEY, 0, 20)),
  },
  true,
);

const DIRECTORY = record(
  {
    path: PATH,
    permissions: optional(matching(/^[0-7]{3,4}$/, 'must be permissions in octal')),
    owner: optional(USER),
    group: optional(USER),
    parents: optional(flag),
  },
  true,
);

export const SYSTEM_USER = record(
  {
    username: USER,
    home_dir: optional(PATH),
    shell: optional(PATH),
    groups: optional(items(USER, 0, 32, true)),
    create_home: optional(flag),
    system_user: optional(flag),
    setup_ssh: optional(flag),
    ssh_keys: optional(items(SSH_KEY, 0, 20)),
    setup_sudo: optional(flag),
    sudo_commands: optional(items(PATH, 0, 100)),
    directories: optional(items(DIRECTORY, 0, 100)),
  },
  true,
);

export const PACKAGES = record(
  { packages: items(PACKAGE, 1, 100, true), update_first: optional(flag) },
  true,
);

const FIREWALL_RULE = record(
  {
    port: PORT,
    protocol: choice('tcp', 'udp'),
    action: choice('allow', 'deny'),
    source: optional(matching(/^[0-9A-Fa-f.:]+(\/\d{1,3})?$/, 'must be an address or a network')),
    description: optional(text(0, 200)),
  },
  true,
);

const FAIL2BAN = record(
  {
    enabled: optional(flag, true),
    max_retries: optional(integer(1, 100)),
    ban_time: optional(integer(1, 31_536_000)),
    find_time: optional(integer(1, 86_400)),
    services: optional(items(choice('ssh', 'nginx'), 0, 2, true)),
  },
  true,
);

const SSH_HARDENING = record(
  {
    password_authentication: optional(flag),
    pubkey_authentication: optional(flag),
    permit_root_login: optional(flag),
    x11_forwarding: optional(flag),
    allow_agent_forwarding: optional(flag),
    allow_tcp_forwarding: optional(flag),
    client_alive_interval: optional(integer(0, 86_400)),
    client_alive_count_max: optional(integer(0, 100)),
    max_auth_tries: optional(integer(1, 100)),
    max_sessions: optional(integer(0, 100)),
    protocol: optional(integer(2, 2)),
  },
  true,
);

export const LOCKDOWN = record(
  {
    disable_root_login: optional(flag, true),
    disable_password_auth: optional(flag, true),
    firewall_rules: optional(items(FIREWALL_RULE, 0, 100)),
    fail2ban_config: optional(FAIL2BAN),
    ssh_hardening_config: optional(SSH_HARDENING),
    allowed_ports: optional(items(PORT, 1, 100, true)),
    allowed_users: optional(items(USER, 0, 100, true)),
  },
  true,
);

export const DEPLOYMENT = record(
  {
    name: NAME,
    version: VERSION,
    version_id: optional(ID),
    artifact_path: matching(/^.{1,496}\.zip$/s, 'must be a ZIP archive'),
    working_directory: optional(PATH),
    service_name: optional(SERVICE),
    environment: optional(matching(/^[a-z][a-z0-9-]{0,49}$/, 'must be the name of an environment')),
    strategy: optional(choice('rolling', 'blue-green', 'canary', 'recreate'), 'recreate'),
    health_check_url: optional(matching(/^(?=.{1,2000}$)https?:\/\/[^\s/?#]+\S*$/, 'must be an HTTP URL')),
    rollback_on_failure: optional(flag, true),
    pre_deploy_hooks: optional(HOOKS),
    post_deploy_hooks: optional(HOOKS),
    dependencies: optional(items(SERVICE, 0, 20, true)),
    environment_variables: optional(dictionary(/^/, text(0, 4000), 100)),
  },
  true,
);

export const ROLLBACK = record(
  { target_version: VERSION, reason: optional(text(0, 500)), force: optional(flag, false) },
  true,
);

export const SERVICE_ACTION = record(
  {
    action: choice('start', 'stop', 'restart', 'reload'),
    force: optional(flag, false),
    timeout: optional(integer(1, 600), 30),
  },
  true,
);
