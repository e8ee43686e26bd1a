import { all } from '../cmdlet.js';
import type { Cmdlet } from '../cmdlet.js';

const CIM = 'Filter=any Property=properties';

const GUARD = 'It opens the host to others, or takes away what guards it.';

/** The host: processes, services, logs, disks, accounts, updates and roles. */
export const HOST: Record<string, Cmdlet> = {
  'Get-Process': {
    at: 'Name',
    with: 'Name|ProcessName=wild Id|PID=int Module FileVersionInfo IncludeUserName',
  },
  'Get-Service': {
    at: 'Name',
    with: 'Name|ServiceName=wild DisplayName=wild DependentServices|DS RequiredServices|SDO Include=wild Exclude=wild',
  },
  'Get-EventLog': {
    at: 'LogName InstanceId',
    with: 'LogName=channel List Newest=int EntryType=name After=date Before=date Source=wild InstanceId=int Index=int Message=sought UserName=account AsString',
  },
  'Get-WinEvent': {
    at: 'LogName',
    with: 'LogName=channel ListLog=wild ListProvider=wild ProviderName=wild MaxEvents=int Oldest Force FilterXPath=xpath FilterHashtable=eventFilter',
  },
  ...all('Get-CimInstance Get-WmiObject', {
    at: 'ClassName Property',
    needs: 'classname query',
    with: `ClassName|Class=class ${CIM} Query=query Namespace=starts:root OperationTimeoutSec|OT=int KeyOnly Shallow`,
  }),
  'Get-CimClass': {
    at: 'ClassName',
    with: 'ClassName=wild Namespace=starts:root MethodName=wild PropertyName=wild',
  },
  'Get-CimAssociatedInstance': { takes: 'shape', with: 'ResultClassName=class' },
  'Get-Counter': {
    at: 'Counter',
    with: 'Counter=counter MaxSamples=range:1..1000 SampleInterval=range:1..3600 ListSet=wild',
  },
  'Get-ComputerInfo': { at: 'Property', with: 'Property=property' },
  'Get-HotFix': { at: 'Id', with: 'Id=wild Description=wild' },
  'Get-Date': {
    at: 'Date',
    with: 'Date=date Format=any UFormat=any DisplayHint=name Year=int Month=int Day=int Hour=int Minute=int Second=int AsUTC UnixTimeSeconds=int',
  },
  'Get-TimeZone': { at: 'Name', with: 'Name=wild Id=wild ListAvailable' },
  'Get-Uptime': { with: 'Since' },
  ...all('Get-ScheduledTask Get-ScheduledTaskInfo', {
    at: 'TaskName TaskPath',
    takes: 'shape',
    with: 'TaskName=task TaskPath=task',
  }),
  'Get-ScheduledJob': { at: 'Id', with: 'Id=int Name=wild' },
  ...all('Get-LocalUser Get-LocalGroup', { at: 'Name', with: 'Name=account SID=name' }),
  'Get-LocalGroupMember': { at: 'Group Member', with: 'Group=account Name=account Member=account SID=name' },
  ...all('Get-PnpDevice Get-PnpDeviceProperty', {
    at: 'FriendlyName',
    takes: 'shape',
    with: 'FriendlyName=wild InstanceId=any Class=name Status=name PresentOnly KeyName=wild',
  }),
  ...all(
    'Get-WindowsDriver Get-WindowsPackage Get-WindowsOptionalFeature Get-WindowsCapability Get-WindowsEdition Get-WindowsImage',
    {
      needs: 'online imagepath',
      with: 'Online FeatureName=wild PackageName=wild Name=wild All Driver=name ImagePath=entry LogLevel=name',
    },
  ),
  'Get-WindowsFeature': { at: 'Name', with: 'Name=wild' },
  ...all('Get-AppxPackage Get-AppxProvisionedPackage Get-AppxLog', {
    at: 'Name',
    with: 'Name=wild AllUsers Publisher=wild PackageTypeFilter=name Online All',
  }),
  ...all(
    'Get-WUHistory Get-WindowsUpdateHistory Get-WULastResults Get-WUSettings Get-WUServiceManager Get-WURebootStatus Get-WUApiVersion',
    { with: 'MaxDate=date Last=int Silent' },
  ),
  ...all('Get-WindowsUpdate Get-WUList', {
    level: 'diagnose',
    with: 'MicrosoftUpdate WindowsUpdate Category=any KBArticleID=wild',
  }),
  ...all('Get-Printer Get-PrinterPort Get-PrinterDriver Get-PrintConfiguration', {
    at: 'Name',
    with: 'Name=wild PrinterName=wild Full',
  }),
  'Get-PrintJob': { at: 'PrinterName', with: 'PrinterName=wild ID=int' },
  'Get-Tpm': {},
  'Get-SecureBootUEFI': { at: 'Name', with: 'Name=name' },
  'Confirm-SecureBootUEFI': {},
  'Get-BitLockerVolume': { at: 'MountPoint', with: 'MountPoint=drive' },
  'Get-ComputerRestorePoint': { at: 'RestorePoint', with: 'RestorePoint=int LastStatus' },
  'Get-ControlPanelItem': { at: 'Name', with: 'Name=wild' },
  'Get-ProcessMitigation': { at: 'Name', with: 'Name=wild System' },
  'Get-WinSystemLocale': {},
  ...all('Get-WinUserLanguageList Get-WinHomeLocation Get-WinCultureFromLanguageListOptOut', {}),
  'Get-ReliabilityRecord': {},

  // Disks
  ...all(
    'Get-Disk Get-PhysicalDisk Get-VirtualDisk Get-StoragePool Get-StorageSubSystem Get-StorageJob Get-StorageNode Get-StorageEnclosure Get-StorageTier Get-FileShare Get-InitiatorPort Get-IscsiTarget Get-IscsiSession Get-IscsiConnection Get-TargetPort Get-MSDSMSupportedHW Get-StorageReliabilityCounter Get-StorageHealthReport Get-StorageSetting Get-StorageProvider Get-SupportedFileSystems Get-PhysicalExtent Get-DedupVolume Get-DedupStatus Get-DedupJob Get-DedupSchedule Get-DedupProperties Get-StorageFirmwareInformation Get-PartitionSupportedSize',
    {
      takes: 'shape',
      at: 'FriendlyName',
      with: 'Number=int FriendlyName=wild UniqueId=any SerialNumber=wild HealthStatus=name OperationalStatus=name MediaType=name BusType=name CanPool=bool IsPrimordial=bool Usage=name DiskNumber=int PartitionNumber=int DriveLetter=driveLetters DeviceNumber=int Volume=drive IsBoot=bool',
    },
  ),
  'Get-Volume': {
    takes: 'shape',
    at: 'DriveLetter',
    with: 'DriveLetter=driveLetters FileSystemLabel|FriendlyName=wild UniqueId=any FilePath=entry',
  },
  'Get-Partition': {
    takes: 'shape',
    at: 'DiskNumber PartitionNumber',
    with: 'DiskNumber|Number=int PartitionNumber=int DriveLetter=driveLetters',
  },
  'Repair-Volume': {
    level: 'remediate',
    dry: true,
    at: 'DriveLetter',
    needs: 'driveletter',
    with: 'DriveLetter=driveLetters Scan',
    effects: [['mount', 'scan', '$-driveletter']],
  },
  'Optimize-Volume': {
    level: 'remediate',
    dry: true,
    at: 'DriveLetter',
    needs: 'driveletter',
    with: 'DriveLetter=driveLetters Analyze ReTrim Defrag',
    effects: [['mount', 'optimise', '$-driveletter']],
  },
  ...all(
    'Format-Volume Clear-Disk Initialize-Disk Remove-Partition New-Partition Resize-Partition Set-Disk Set-Partition Remove-VirtualDisk Remove-StoragePool New-Volume Remove-PhysicalDisk Reset-PhysicalDisk Dismount-DiskImage Mount-DiskImage Set-Volume Remove-PartitionAccessPath Add-PartitionAccessPath Delete-VolumeShadowCopy',
    {
      asks: 'It deletes or divides whole disks, or takes a volume away.',
      dry: true,
      open: true,
      effects: [['delete', 'change', '$*']],
    },
  ),

  // Guards
  ...all('Get-MpComputerStatus Get-MpPreference Get-MpThreat Get-MpThreatDetection Get-MpThreatCatalog', {
    with: 'ThreatID=int',
  }),
  'Update-MpSignature': {
    level: 'remediate',
    with: 'UpdateSource=name',
    effects: [['package', 'update', 'signatures']],
  },
  'Start-MpScan': {
    level: 'remediate',
    with: 'ScanType=choice:quickscan|fullscan|customscan ScanPath=entry',
    effects: [['process', 'scan', 'host']],
  },
  ...all(
    'Set-MpPreference Add-MpPreference Remove-MpPreference Remove-MpThreat Set-ProcessMitigation Disable-BitLocker Suspend-BitLocker Clear-Tpm Disable-WindowsErrorReporting Set-ExecutionPolicy Add-BitLockerKeyProtector Unlock-BitLocker Lock-BitLocker Enable-BitLocker Resume-BitLocker Disable-TpmAutoProvisioning',
    { asks: GUARD, dry: true, open: true },
  ),
  'Get-AppLockerPolicy': { with: 'Effective Local Xml' },
  'Get-AppLockerFileInformation': { at: 'Path', with: 'Path=entry' },
  'Get-CIPolicy': {},
};
