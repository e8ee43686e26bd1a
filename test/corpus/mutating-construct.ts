/**
 * Whether a one-liner holds anything that changes something: told by its text alone, so that the measure does not ask
 * the judgement about itself. See README.md for the rule in words.
 */
export function hasMutatingConstruct(line: string): boolean {
  return (
    WRITING_REDIRECTION.test(line.replace(HARMLESS_REDIRECTION, ' ')) ||
    CHANGING_OPTION.test(line) ||
    words(line).some((word) => CHANGING_PROGRAM.has(word))
  );
}

const HARMLESS_REDIRECTION =
  /[0-9]*&?>>?\|?\s*(\/dev\/(null|stdout|stderr|tty)\b|&\s*[0-9-])|(?<=\s|^)[<>=]\(|[-=]>/g;
/** A comparison inside `[[ ]]`, `(( ))` or quotes of awk also counts: better one row too few to be measured by. */
const WRITING_REDIRECTION = />/;

const CHANGING_OPTION = new RegExp(
  [
    String.raw`\s-(delete|fprintf?0?|fls)\b`,
    String.raw`\bsed\b[^|;]*\s(-[a-zA-Z]*i|--in-place)`,
    String.raw`\bperl\b[^|;]*\s-[a-z0-9]*i`,
    String.raw`\bsort\b[^|;]*\s(-[a-zA-Z]*o|--output)`,
    String.raw`\bhistory\b[^|;]*\s-[cdwanrps]`,
    String.raw`\bdate\b[^|;]*\s(-s|--set)`,
    String.raw`\bhostname\s+[^-\s|;)]`,
    String.raw`\b(crontab)\s+[^|;]*(-r|-e|-i|\S+$)`,
    String.raw`\bfind\b[^|]*-exec(dir)?\s+["']?\{\}`,
    String.raw`(^|[;|&(]\s*)\.\s`,
    // A script of one's own, wherever it is started.
    String.raw`(^|[;|&(]\s*|-exec(dir)?\s+|\b(xargs|env)(\s+-\S+)*\s+)([\w/.-]*\.(sh|py|pl|rb|php)|\.{1,2}/[^\s)]+)([\s)]|$)`,
  ].join('|'),
);

const CHANGING_PROGRAM = new Set(
  (
    'rm rmdir unlink shred mv cp install ln link mkdir mktemp mkfifo mknod touch truncate dd split csplit tee rename prename mmv ' +
    'chmod chown chgrp chattr setfacl chcon umask chsh passwd chroot ' +
    'tar zip unzip gzip gunzip bzip2 bunzip2 xz unxz compress 7z rar unrar cpio pax ar rsync scp sftp ftp wget curl nc netcat ' +
    'ssh ssh-keygen ssh-copy-id ssh-add ssh-agent telnet mail mailx mutt sendmail ' +
    'kill pkill killall nohup disown at batch crontab service systemctl shutdown reboot halt poweroff init ' +
    'mount umount mkfs fdisk parted swapon swapoff losetup sync modprobe insmod rmmod ' +
    'apt apt-get aptitude dpkg yum dnf rpm brew port pacman apk pip pip3 npm gem cpan make cmake gcc cc g++ javac ant ' +
    'useradd usermod userdel groupadd groupmod groupdel adduser deluser addgroup delgroup ' +
    'ifconfig route iptables ip sysctl hwclock stty setterm renice ionice ulimit ' +
    'su sudo doas sh bash zsh ksh dash csh eval exec source screen tmux script xdotool parallel ' +
    'python python2 python3 perl ruby node php java lua osascript expect ' +
    'vi vim emacs nano ed ex patch git svn cvs hg mysql psql sqlite3 docker kubectl ' +
    'export unset alias unalias set shopt trap bind enable hash complete read mapfile readarray declare typeset local let ' +
    'cd pushd popd dirs convert mogrify ffmpeg sox lame display open xargs-rm lpr lp wall write mesg logger ' +
    'dos2unix unix2dos fromdos todos recode iconv-o svnadmin openssl gpg md5deep createdb dropdb'
  ).split(' '),
);

/** Anything that could be the name of a program, wherever it stands: behind `xargs`, `-exec`, in quotes, by its path. */
function words(line: string): string[] {
  return line.split(/[\s;|&(){}`"'$\\]+/).map((word) => word.replace(/^.*\/(?=[^/]+$)/, ''));
}
