import { all } from '../cmdlet.js';
import type { Cmdlet } from '../cmdlet.js';

const POWER = 'It takes the host away from everybody who works with it.';

const EVIDENCE = 'It deletes what the host has recorded about itself.';

const GONE = 'It deletes, and nothing brings it back.';

const SAME: Cmdlet['takes'] = 'same';

/** The host: processes, services, logs, disks, accounts, updates and roles. */
export const CONTROL: Record<string, Cmdlet> = {
  // Changes
  'Restart-Service': {
    level: 'remediate',
    dry: true,
    takes: SAME,
    at: 'Name',
    needs: 'name displayname',
    with: 'Name=service DisplayName=service Force PassThru',
    effects: [
      ['service', 'restart', '$-name'],
      ['service', 'restart', '$-displayname'],
    ],
  },
  'Start-Service': {
    level: 'remediate',
    dry: true,
    takes: SAME,
    at: 'Name',
    needs: 'name displayname',
    with: 'Name=service DisplayName=service PassThru',
    effects: [
      ['service', 'start', '$-name'],
      ['service', 'start', '$-displayname'],
    ],
  },
  ...all('Stop-Service Suspend-Service', {
    level: 'remediate',
    dry: true,
    takes: SAME,
    at: 'Name',
    needs: 'name displayname',
    with: 'Name=service DisplayName=service Force PassThru NoWait',
    effects: [
      ['service', 'stop', '$-name'],
      ['service', 'stop', '$-displayname'],
    ],
  }),
  'Resume-Service': {
    level: 'remediate',
    dry: true,
    at: 'Name',
    needs: 'name',
    with: 'Name=service',
    effects: [['service', 'resume', '$-name']],
  },
  'Set-Service': {
    level: 'remediate',
    dry: true,
    at: 'Name',
    needs: 'name',
    with: 'Name=service StartupType|StartMode=choice:automatic|manual|automaticdelayedstart|boot|disabled Status=choice:running|stopped|paused Description=any PassThru Force',
    effects: [['service', 'configure', '$-name']],
  },
  ...all('New-Service Remove-Service', {
    asks: 'It changes which services the host has, and what they run.',
    dry: true,
    open: true,
    effects: [['service', 'change', '$*']],
  }),
  'Stop-Process': {
    level: 'remediate',
    dry: true,
    takes: SAME,
    at: 'Id',
    needs: 'id name',
    with: 'Id=range:5..9999999 Name|ProcessName=process Force PassThru',
    effects: [
      ['process', 'kill', '$-id'],
      ['process', 'kill', '$-name'],
    ],
  },
  'Wait-Process': { at: 'Name', needs: 'timeout', with: 'Name=wild Id=int Timeout=range:1..300' },
  ...all(
    'Restart-Computer Stop-Computer Reset-ComputerMachinePassword Rename-Computer Add-Computer Remove-Computer Restore-Computer Disable-ComputerRestore',
    { asks: POWER, dry: true, open: true, effects: [['power', 'change', 'host']] },
  ),
  ...all('Enable-ComputerRestore', { level: 'remediate', dry: true, at: 'Drive', with: 'Drive=drive' }),
  'Checkpoint-Computer': {
    level: 'remediate',
    at: 'Description RestorePointType',
    with: 'Description=name RestorePointType=name',
    effects: [['setting', 'checkpoint', 'host']],
  },
  ...all('Clear-EventLog Remove-EventLog Limit-EventLog Remove-WinEvent New-EventLog', {
    asks: EVIDENCE,
    dry: true,
    open: true,
    effects: [['delete', 'clear', '$*']],
  }),
  'Write-EventLog': {
    level: 'remediate',
    with: 'LogName=channel Source=name EntryType=name EventId=int Message=any Category=int',
    effects: [['write', 'record', '$-logname']],
  },
  ...all('Start-ScheduledTask Stop-ScheduledTask Enable-ScheduledTask', {
    level: 'remediate',
    at: 'TaskPath TaskName',
    needs: 'taskname',
    with: 'TaskName=task TaskPath=task',
    effects: [['process', 'run task', '$-taskname']],
  }),
  ...all(
    'Register-ScheduledTask Unregister-ScheduledTask Set-ScheduledTask New-ScheduledTask New-ScheduledTaskAction New-ScheduledTaskTrigger Disable-ScheduledTask Register-ScheduledJob Unregister-ScheduledJob',
    { asks: 'It changes what the host starts by itself.', dry: true, open: true },
  ),
  ...all(
    'New-LocalUser Set-LocalUser Remove-LocalUser Enable-LocalUser Disable-LocalUser Rename-LocalUser Add-LocalGroupMember Remove-LocalGroupMember New-LocalGroup Remove-LocalGroup Set-LocalGroup Rename-LocalGroup',
    {
      asks: 'It changes who may use the host.',
      dry: true,
      open: true,
      effects: [['account', 'change', '$*']],
    },
  ),
  ...all('Install-WindowsFeature Add-WindowsFeature', {
    level: 'remediate',
    dry: true,
    at: 'Name',
    needs: 'name',
    with: 'Name=package IncludeAllSubFeature IncludeManagementTools',
    effects: [['package', 'install', '$-name']],
  }),
  'Enable-WindowsOptionalFeature': {
    level: 'remediate',
    needs: 'online',
    with: 'Online FeatureName=package All NoRestart',
    effects: [['package', 'install', '$-featurename']],
  },
  'Add-WindowsCapability': {
    level: 'remediate',
    needs: 'online',
    with: 'Online Name=package',
    effects: [['package', 'install', '$-name']],
  },
  ...all(
    'Uninstall-WindowsFeature Remove-WindowsFeature Disable-WindowsOptionalFeature Remove-WindowsCapability Remove-WindowsPackage Remove-AppxPackage Remove-AppxProvisionedPackage Add-AppxPackage Add-AppxProvisionedPackage Add-WindowsPackage Add-WindowsDriver Install-WindowsUpdate Get-WUInstall Uninstall-WindowsUpdate Remove-WindowsUpdate Hide-WindowsUpdate',
    {
      asks: 'It takes a part of Windows away, or brings one that nobody here has looked at.',
      dry: true,
      open: true,
      effects: [['package', 'change', '$*']],
    },
  ),
  'Repair-WindowsImage': {
    level: 'remediate',
    needs: 'online',
    with: 'Online CheckHealth ScanHealth RestoreHealth NoRestart',
    effects: [['setting', 'repair', 'Windows image']],
  },
  'Set-TimeZone': {
    level: 'remediate',
    dry: true,
    at: 'Name',
    with: 'Name=name Id=name',
    effects: [['setting', 'time zone', '$*']],
  },
  'Set-Date': { asks: 'It changes the clock, and with it what the logs say.', dry: true, open: true },
  ...all('Remove-CimInstance Set-CimInstance New-CimInstance Set-WmiInstance Remove-WmiObject', {
    asks: 'It changes something by the management interface, or runs it.',
    dry: true,
    open: true,
  }),
  'Restart-Printer': { level: 'remediate', at: 'Name', with: 'Name=name' },
  'Remove-PrintJob': { asks: GONE, open: true },
};
