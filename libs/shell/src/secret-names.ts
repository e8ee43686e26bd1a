/**
 * Names of files and folders whose contents are secrets wherever they lie, or where the folder above says so: what one
 * part of a pattern is tried against. Whether the path is a secret then is for `isSensitivePath` to say.
 */

/** Hidden ones, which every host and many an application has. */
export const HIDDEN: readonly string[] = (
  '.ssh .env .env.local .envrc .netrc .pgpass .my.cnf .mylogin.cnf .aws .azure .kube .gnupg .docker .dockercfg .gcloud ' +
  '.password-store .pki .keys .git-credentials .npmrc .pypirc .yarnrc.yml .boto .s3cfg .rhosts .htpasswd .msmtprc ' +
  '.fetchmailrc .terraformrc .xauthority .vault-token .m2 .gem .cargo .bash_history .zsh_history .mysql_history ' +
  '.psql_history .python_history .rediscli_history .sqlite_history .node_repl_history .sh_history .history .viminfo ' +
  '.lesshst .mozilla .thunderbird .jenkins'
).split(' ');

/** Names that say enough of themselves once some of their letters are told. */
export const TOLD: readonly string[] = (
  'id_rsa id_dsa id_ecdsa id_ed25519 id_ecdsa_sk id_ed25519_sk authorized_keys ' +
  'shadow shadow- gshadow sudoers sudoers.d opasswd master.passwd krb5.keytab krb5cc_0 krb5cc_1000 ' +
  'htpasswd tomcat-users.xml user-mapping.xml upsd.users userlist.txt ntds.dit private keys privkey.pem privkey1.pem ' +
  'private.key rsakeys.ini auth_key passphrase keyring keyrings keychain keychains environ environment credentials ' +
  'credentials.json secret secrets secrets.yml secrets.yaml secrets.json secret.key token tokens api_key api-key ' +
  'sasl_passwd sasl_passwd.db netrc debian.cnf my.cnf wp-config.php kubeconfig kubelet.conf admin.conf super-admin.conf ' +
  'terraform.tfstate terraform.tfvars redis.conf mongod.conf mongodb.conf rabbitmq.conf alertmanager.yml ' +
  'anaconda-ks.cfg preseed.cfg bash_history swapfile logins.json key4.db cookies.sqlite system-connections'
).split(' ');

/** Names that many harmless files begin like: only with their dot. */
export const SETTINGS: readonly string[] = (
  'config.php config.json config.yml config.yaml config.toml config.ini config.py config.properties configuration.php ' +
  'settings.php settings.py local_settings.py local.settings.php parameters.php database.php database.yml database.yaml ' +
  'application.yml application.yaml application.properties appsettings.json bootstrap.yml elasticsearch.yml master.key ' +
  'server.key site.key server.pem site.pem'
).split(' ');

/** Names that begin as much does that is about the same program: only with more of their letters. */
export const LONG: readonly string[] =
  'ssh_host_rsa_key ssh_host_ecdsa_key ssh_host_ed25519_key ssh_host_dsa_key'.split(' ');

/** Endings of files that hold keys. */
export const ENDINGS: readonly string[] = (
  'pem key p12 pfx pkcs12 jks jceks keystore kdb kdbx ppk gpg asc age ovpn agekey secret secrets p8 der psk keyring ' +
  'keytab htpasswd env tfvars'
).split(' ');
