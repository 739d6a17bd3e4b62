import type { Clock } from '../clock.ts';
import type { Machine } from './fleet.ts';

interface Check {
  readonly name: string;
  readonly category: 'ssh' | 'firewall' | 'intrusion';
  readonly status: 'pass' | 'warning' | 'fail';
  readonly score: number;
  readonly issues: readonly string[];
  readonly details: Readonly<Record<string, string>>;
}

/** What an audit of a machine finds. */
export interface Report {
  readonly timestamp: string;
  readonly overall: 'excellent' | 'good' | 'fair' | 'poor' | 'critical';
  readonly checks: readonly Check[];
  readonly recommendations: readonly string[];
}

function check(
  name: string,
  category: Check['category'],
  issue: string | undefined,
  grave: boolean,
  details: Check['details'],
): Check {
  if (issue === undefined) return { name, category, status: 'pass', score: 100, issues: [], details };
  const status = grave ? 'fail' : 'warning';
  return { name, category, status, score: grave ? 0 : 50, issues: [issue], details };
}

const yes = (value: boolean): string => (value ? 'yes' : 'no');

/** Looks at the settings of a machine and rates them by their mean score. */
export function audit(machine: Machine, clock: Clock): Report {
  const { rootLogin, passwordLogin, firewall, units } = machine;
  const guarded = units.find('fail2ban')?.status === 'running';
  const checks = [
    check('root-login', 'ssh', rootLogin ? 'Root may log in over SSH' : undefined, true, {
      PermitRootLogin: yes(rootLogin),
    }),
    check('password-login', 'ssh', passwordLogin ? 'SSH takes passwords' : undefined, true, {
      PasswordAuthentication: yes(passwordLogin),
    }),
    check('firewall', 'firewall', firewall ? undefined : 'The firewall is off', true, {
      ufw: firewall ? 'active' : 'inactive',
    }),
    check('fail2ban', 'intrusion', guarded ? undefined : 'Nobody is banned for guessing', false, {
      fail2ban: guarded ? 'active' : 'inactive',
    }),
  ];
  const mean = checks.reduce((sum, { score }) => sum + score, 0) / checks.length;
  const overall =
    mean === 100 ? 'excellent' : mean >= 80 ? 'good' : mean >= 60 ? 'fair' : mean >= 30 ? 'poor' : 'critical';
  const recommendations = [
    ...(firewall ? [] : ['Set the server up with a firewall']),
    ...(rootLogin || passwordLogin ? ['Apply the security lockdown'] : []),
    ...(guarded ? [] : ['Install fail2ban']),
  ];
  return { timestamp: clock.iso(), overall, checks, recommendations };
}
