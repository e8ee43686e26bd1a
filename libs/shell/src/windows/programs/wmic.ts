import { CIM_CLASSES } from '../cim-classes.js';
import type { Program } from '../program.js';

/** `wmic os get Caption,Version /value`; calling and writing are left to people. */
export function wmic(): Program {
  const reading: Program = {
    verbs: {
      get: {
        operands: ['properties*'],
        switches: '/value /all',
        values: { '/format': 'choice:list|csv|table|value|htable|rawxml|textvaluelist|mof' },
      },
      list: {
        operands: ['choice:brief|full|instance|status|system|writeable|statistics|memory|config|io'],
        values: { '/format': 'choice:list|csv|table|value' },
      },
    },
    bare: true,
    clause: 'where',
    askVerbs: {
      'call|create|delete|set|assoc': 'It changes something by the management interface, or runs it.',
    },
  };
  const names =
    'os|cpu|bios|baseboard|computersystem|csproduct|diskdrive|logicaldisk|partition|volume|memorychip|memphysical|nic|nicconfig|process|service|sysdriver|qfe|useraccount|sysaccount|group|netlogin|netuse|share|session|server|startup|pagefile|pagefileset|printer|printjob|timezone|systemenclosure|systemslot|onboarddevice|irq|port|portconnector|dmachannel|temperature|voltage|fan|cdrom|tapedrive|idecontroller|scsicontroller|desktop|desktopmonitor|sounddev|recoveros|registry|rdaccount|rdnic|quotasetting|diskquota|volumequotasetting|shadowcopy|shadowstorage|job|loadorder|logon|ntdomain|ntevent|nteventlog|optionalfeature|osfeature';
  return {
    verbs: { [names]: reading, path: { verbs: { [[...CIM_CLASSES].join('|')]: reading } }, '/?': {} },
    secretVerbs: { environment: 'It shows what every program is started with.' },
    askVerbs: {
      '/node': 'It reaches for another host with the rights of this one.',
      product: 'Merely listing products checks, and may repair, each of them.',
    },
  };
}
