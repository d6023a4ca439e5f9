/** Where programs keep secrets by default, after their own manuals. */
import type { SecretAtHand } from '../../model/machine-payloads.ts';

export interface SecretPlace {
  readonly what: SecretAtHand['what'];
  /** Absolute, or below a home. */
  readonly path: string;
  /** What a line of it must hold to be one; absent where its being there says enough. */
  readonly holds?: RegExp;
}

const places = (what: SecretAtHand['what'], ...paths: string[]): SecretPlace[] => paths.map((path) => ({ what, path }));

const password = /password|passwd|_auth|token|secret/i;

export const homePlaces: readonly SecretPlace[] = [
  ...places(
    'cloud-credentials',
    '.config/gcloud/application_default_credentials.json',
    '.config/gcloud/credentials.db',
  ),
  ...places('cloud-credentials', '.azure/accessTokens.json', '.azure/msal_token_cache.json', '.aliyun/config.json'),
  ...places('cloud-credentials', '.oci/config', '.config/doctl/config.yaml', '.s3cfg', '.boto'),
  ...places('cloud-credentials', '.config/rclone/rclone.conf', '.terraform.d/credentials.tfrc.json', '.tccli'),
  { what: 'cloud-credentials', path: '.aws/credentials', holds: /aws_secret_access_key|aws_session_token/i },
  { what: 'cluster-credentials', path: '.kube/config', holds: /client-key-data|token:|client-key:|password:|exec:/ },
  { what: 'registry-credentials', path: '.docker/config.json', holds: /"auth"\s*:|"identitytoken"\s*:|"credsStore"/ },
  { what: 'registry-credentials', path: '.config/containers/auth.json', holds: /"auth"\s*:/ },
  { what: 'package-token', path: '.npmrc', holds: /_authToken|_auth\s*=|_password/ },
  { what: 'package-token', path: '.yarnrc.yml', holds: /npmAuthToken/ },
  { what: 'package-token', path: '.pypirc', holds: /^\s*password/i },
  { what: 'package-token', path: '.config/composer/auth.json', holds: password },
  { what: 'package-token', path: '.composer/auth.json', holds: password },
  ...places('package-token', '.gem/credentials', '.cargo/credentials', '.cargo/credentials.toml'),
  { what: 'password-file', path: '.netrc', holds: /password/i },
  { what: 'password-file', path: '.config/gh/hosts.yml', holds: /oauth_token/ },
  ...places('password-file', '.git-credentials', '.config/git/credentials', '.vault-token', '.config/filezilla'),
  ...places('database-password', '.pgpass', '.mylogin.cnf'),
  { what: 'database-password', path: '.my.cnf', holds: /^\s*password/i },
  ...places('shell-history', '.bash_history', '.zsh_history', '.ash_history', '.sh_history', '.python_history'),
  ...places('shell-history', '.local/share/fish/fish_history', '.mysql_history', '.psql_history', '.rediscli_history'),
  ...places('wallet-file', '.bitcoin/wallet.dat', '.bitcoin/wallets', '.electrum/wallets', '.ethereum/keystore'),
  ...places('wallet-file', 'Monero/wallets', '.config/Exodus', '.litecoin/wallet.dat', '.dogecoin/wallet.dat'),
  ...places('wallet-file', '.config/solana/id.json', '.shared-ringdb'),
  ...places('browser-profile', '.mozilla/firefox', 'snap/firefox/common/.mozilla/firefox', '.config/google-chrome'),
  ...places('browser-profile', '.config/chromium', '.config/BraveSoftware', '.config/microsoft-edge', '.config/opera'),
];

export const machinePlaces: readonly SecretPlace[] = [
  { what: 'password-file', path: '/etc/shadow', holds: /^[^:]+:\$/ },
  ...places('cluster-credentials', '/etc/kubernetes/admin.conf', '/etc/kubernetes/super-admin.conf'),
  ...places('cluster-credentials', '/etc/rancher/k3s/k3s.yaml', '/var/lib/kubelet/kubeconfig'),
  ...places('cluster-credentials', '/run/secrets/kubernetes.io/serviceaccount/token'),
  { what: 'database-password', path: '/etc/mysql/debian.cnf', holds: /^\s*password\s*=\s*\S/i },
  ...places('ssh-key', '/etc/ssh/ssh_host_rsa_key', '/etc/ssh/ssh_host_ecdsa_key', '/etc/ssh/ssh_host_ed25519_key'),
];
