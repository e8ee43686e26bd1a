import { all, type Cmdlet } from '../cmdlet.js';

const GUARD = 'It opens the host to others, or takes away what guards it.';
const CUTS = 'It can cut the host off from the network.';

/** The network, and the roles of servers: names, directory, web, virtual machines, clusters. */
export const NETWORK_CMDLETS: Record<string, Cmdlet> = {
  // An address nearby is asked, and what it says is shown; nothing is kept, sent along or signed. The page is not run.
  'Invoke-WebRequest': {
    level: 'diagnose',
    effects: [['network', 'fetch', '$-uri']],
    at: 'Uri',
    needs: 'UseBasicParsing SkipCertificateCheck',
    with: 'Uri=nearUrl UseBasicParsing TimeoutSec=range:1..600 Method=choice:get|head DisableKeepAlive SkipCertificateCheck SkipHttpErrorCheck MaximumRedirection=range:0..5',
  },
  'Invoke-RestMethod': {
    level: 'diagnose',
    effects: [['network', 'fetch', '$-uri']],
    at: 'Uri',
    needs: 'Uri',
    with: 'Uri=nearUrl UseBasicParsing TimeoutSec=range:1..600 Method=choice:get|head DisableKeepAlive SkipCertificateCheck SkipHttpErrorCheck MaximumRedirection=range:0..5',
  },
  'Test-NetConnection': {
    level: 'diagnose',
    effects: [['network', 'ask', '$-computername']],
    at: 'ComputerName CommonTCPPort',
    with: 'ComputerName|cn|RemoteAddress=address Port|RemotePort=range:1..65535 CommonTCPPort=name InformationLevel=name TraceRoute Hops=int DiagnoseRouting',
  },
  'Test-Connection': {
    level: 'diagnose',
    effects: [['network', 'ask', '$-computername']],
    at: 'ComputerName',
    with: 'ComputerName|cn|TargetName=address Count=range:1..1000 Quiet BufferSize|bs=range:0..65500 Delay=range:1..60 TimeToLive|TTL=int IPv4 IPv6 TcpPort=range:1..65535 TimeoutSeconds=int Traceroute MaxHops=int ResolveDestination',
  },
  'Resolve-DnsName': {
    level: 'diagnose',
    effects: [
      ['network', 'ask', '$-name'],
      ['network', 'ask', '$-server'],
    ],
    at: 'Name Type Server',
    needs: 'name',
    with: 'Name=address Type=name Server=address DnsOnly CacheOnly NoHostsFile QuickTimeout TcpOnly DnssecOk NoRecursion LlmnrFallback',
  },
  'Test-WSMan': { level: 'diagnose', with: '' },
  'Get-NetTCPConnection': {
    takes: 'shape',
    at: 'LocalAddress LocalPort',
    with: 'LocalAddress=cidr LocalPort=int RemoteAddress=cidr RemotePort=int State=name OwningProcess=int AppliedSetting=name',
  },
  'Get-NetUDPEndpoint': {
    takes: 'shape',
    at: 'LocalAddress LocalPort',
    with: 'LocalAddress=cidr LocalPort=int OwningProcess=int',
  },
  ...all(
    'Get-NetIPAddress Get-NetIPConfiguration Get-NetIPInterface Get-NetRoute Get-NetNeighbor Get-NetAdapter Get-NetAdapterStatistics Get-NetAdapterAdvancedProperty Get-NetAdapterBinding ' +
      'Get-NetAdapterHardwareInfo Get-NetAdapterPowerManagement Get-NetAdapterRss Get-NetAdapterRsc Get-NetAdapterLso Get-NetAdapterChecksumOffload Get-NetAdapterVmq Get-NetAdapterRdma Get-NetAdapterSriov ' +
      'Get-NetConnectionProfile Get-NetOffloadGlobalSetting Get-NetTCPSetting Get-NetUDPSetting Get-NetIPv4Protocol Get-NetIPv6Protocol Get-NetPrefixPolicy Get-NetTransportFilter Get-NetCompartment ' +
      'Get-NetLbfoTeam Get-NetLbfoTeamMember Get-NetLbfoTeamNic Get-NetSwitchTeam Get-NetQosPolicy Get-NetNat Get-NetNatStaticMapping Get-NetAdapterVPort Get-NetSwitchTeamMember Get-NetAdapterQos ' +
      'Get-DnsClient Get-DnsClientServerAddress Get-DnsClientCache Get-DnsClientGlobalSetting Get-DnsClientNrptPolicy Get-DnsClientNrptRule Get-NetIsatapConfiguration Get-NetTeredoState Get-DnsClientDohServerAddress',
    {
      takes: 'shape',
      at: 'Name',
      with:
        'Name|InterfaceAlias|ifAlias=wild InterfaceIndex|ifIndex=int InterfaceDescription=wild IPAddress=cidr AddressFamily=choice:ipv4|ipv6 AddressState=name PrefixOrigin=name SuffixOrigin=name Type=name SkipAsSource=bool ' +
        'Detailed All Physical IncludeHidden DestinationPrefix=cidr NextHop=cidr RouteMetric=int InterfaceMetric=int State=name LinkLayerAddress=name Dhcp=name ConnectionState=name NetworkCategory=name ' +
        'DisplayName=wild RegistryKeyword=wild ComponentID=wild Entry=wild Status=name Section=name SettingName=name PolicyStore=policyStore ServerAddress=address RecordName=wild PrefixLength=int AllCompartments Data=wild',
    },
  ),
  ...all(
    'Get-NetFirewallRule Get-NetFirewallProfile Get-NetFirewallPortFilter Get-NetFirewallAddressFilter Get-NetFirewallApplicationFilter Get-NetFirewallServiceFilter Get-NetFirewallInterfaceFilter ' +
      'Get-NetFirewallSecurityFilter Get-NetFirewallSetting Get-NetIPsecRule Get-NetIPsecMainModeSA Get-NetIPsecQuickModeSA Show-NetFirewallRule Show-NetIPsecRule',
    {
      takes: 'shape',
      at: 'Name',
      with:
        'Name|ID=wild DisplayName=wild DisplayGroup=wild Group=wild Enabled=bool Direction=choice:inbound|outbound Action=choice:allow|block|notconfigured Profile=name PolicyStore=policyStore All ' +
        'AssociatedNetFirewallRule=any AssociatedNetFirewallPortFilter=any Protocol=name LocalPort=int RemotePort=int Program=wild Service=wild Description=wild Tracepolicystore',
    },
  ),
  ...all(
    'Get-SmbShare Get-SmbSession Get-SmbConnection Get-SmbOpenFile Get-SmbServerConfiguration Get-SmbClientConfiguration Get-SmbShareAccess Get-SmbMapping Get-SmbServerNetworkInterface Get-SmbClientNetworkInterface Get-SmbMultichannelConnection Get-SmbBandwidthLimit Get-SmbWitnessClient',
    {
      takes: 'shape',
      at: 'Name',
      with: 'Name=wild Path=entry Special=bool ClientUserName=account ClientComputerName=wild ServerName=wild ShareName=wild SessionId=int FileId=int ScopeName=wild IncludeHidden',
    },
  ),
  ...all(
    'Get-VpnConnection Get-VpnServerConfiguration Get-RemoteAccess Get-RemoteAccessConnectionStatistics',
    { at: 'Name', with: 'Name=wild AllUserConnection' },
  ),

  // Roles
  ...all(
    'Get-Website Get-WebAppPoolState Get-WebsiteState Get-WebBinding Get-WebApplication Get-WebVirtualDirectory Get-IISSite Get-IISAppPool Get-IISSiteBinding Get-WebItemState Get-WebRequest Get-WebGlobalModule Get-WebManagedModule Get-WebHandler',
    {
      at: 'Name',
      takes: 'shape',
      with: 'Name=wild Site=wild Protocol=name Port=int HostHeader=wild AppPool=wild',
    },
  ),
  ...all(
    'Get-WebConfiguration Get-WebConfigurationProperty Get-IISConfigSection Get-IISServerManager Get-WebConfigFile',
    { secret: 'It shows the settings of the web server, passwords among them.' },
  ),
  ...all(
    'Restart-WebAppPool Start-WebAppPool Start-Website Stop-WebAppPool Stop-Website Start-IISSite Stop-IISSite',
    {
      level: 'remediate',
      dry: true,
      at: 'Name',
      needs: 'name',
      with: 'Name=name Passthru',
      effects: [['service', 'restart', '$-name']],
    },
  ),
  ...all(
    'New-Website Remove-Website New-WebBinding Remove-WebBinding Set-WebConfiguration Set-WebConfigurationProperty Add-WebConfigurationProperty Clear-WebConfiguration New-WebAppPool Remove-WebAppPool New-WebApplication Remove-WebApplication',
    { asks: 'It changes the settings of the web server.', dry: true, open: true },
  ),
  ...all(
    'Get-VM Get-VMSnapshot Get-VMCheckpoint Get-VMSwitch Get-VMNetworkAdapter Get-VMHost Get-VMHardDiskDrive Get-VMReplication Get-VMProcessor Get-VMMemory Get-VMIntegrationService Get-VHD Get-VMDvdDrive Get-VMFirmware Get-VMBios Get-VMHostNumaNode Get-VMResourcePool Get-VMNetworkAdapterVlan Measure-VM Measure-VMReplication Get-VMSystemSwitchExtension',
    {
      takes: 'shape',
      at: 'VMName',
      with: 'VMName|Name=wild Id=guid SwitchType=name All ManagementOS Path=entry ParentSnapshotName=wild',
    },
  ),
  ...all('Start-VM Resume-VM Suspend-VM Save-VM Checkpoint-VM', {
    level: 'remediate',
    dry: true,
    at: 'Name',
    needs: 'name',
    with: 'Name|VMName=name SnapshotName=name Passthru',
    effects: [['service', 'change', '$-name']],
  }),
  ...all(
    'Stop-VM Restart-VM Remove-VM Remove-VMSnapshot Restore-VMSnapshot Remove-VMCheckpoint Restore-VMCheckpoint Set-VM New-VM Move-VM Export-VM Import-VM Remove-VMSwitch Set-VMSwitch New-VMSwitch Remove-VMHardDiskDrive Resize-VHD Convert-VHD Mount-VHD Dismount-VHD Optimize-VHD Invoke-VMScript Copy-VMFile Set-VMProcessor Set-VMMemory',
    { asks: 'It takes a virtual machine away, or changes what it is.', dry: true, open: true },
  ),
  ...all(
    'Get-Cluster Get-ClusterNode Get-ClusterGroup Get-ClusterResource Get-ClusterSharedVolume Get-ClusterNetwork Get-ClusterQuorum Get-ClusterNetworkInterface Get-ClusterOwnerNode Get-ClusterAccess Get-ClusterAvailableDisk Get-ClusterParameter Get-ClusterS2D Get-ClusterResourceDependency',
    { at: 'Name', takes: 'shape', with: 'Name=wild' },
  ),
  ...all(
    'Get-ADUser Get-ADGroup Get-ADGroupMember Get-ADDomain Get-ADForest Get-ADDomainController Get-ADOrganizationalUnit Get-ADReplicationPartnerMetadata Get-ADReplicationFailure Get-ADReplicationSite Get-ADReplicationSubnet Get-ADPrincipalGroupMembership Get-ADTrust Get-ADDefaultDomainPasswordPolicy Get-ADFineGrainedPasswordPolicy Get-ADServiceAccount Get-ADRootDSE Get-ADOptionalFeature Search-ADAccount Get-ADAccountAuthorizationGroup Get-ADReplicationUpToDatenessVectorTable Get-ADReplicationQueueOperation',
    {
      level: 'diagnose',
      takes: 'shape',
      at: 'Identity',
      with: 'Identity=account Filter=any Properties|Property=named LDAPFilter=any SearchBase=any SearchScope=name ResultSetSize=int ResultPageSize=int Recursive Discover Target=wild Scope=name LockedOut AccountDisabled AccountExpired AccountExpiring AccountInactive PasswordExpired PasswordNeverExpires UsersOnly ComputersOnly TimeSpan=any DateTime=date',
    },
  ),
  // Among all properties of a computer may be the password of its administrator.
  ...all('Get-ADComputer Get-ADObject', {
    level: 'diagnose',
    takes: 'shape',
    at: 'Identity',
    with: 'Identity=account Filter=any Properties|Property=named LDAPFilter=any SearchBase=any SearchScope=name ResultSetSize=int ResultPageSize=int',
  }),
  ...all(
    'Get-LapsADPassword Get-AdmPwdPassword Get-ADReplAccount Get-ADDBAccount Get-BitLockerRecoveryPassword Get-KdsRootKey Get-ADServiceAccountPassword Get-GPPPassword',
    { secret: 'It shows passwords of others.' },
  ),
  'Unlock-ADAccount': {
    level: 'remediate',
    dry: true,
    at: 'Identity',
    needs: 'identity',
    with: 'Identity=account',
    effects: [['account', 'unlock', '$-identity']],
  },
  ...all(
    'New-ADUser Set-ADUser Remove-ADUser Disable-ADAccount Enable-ADAccount Set-ADAccountPassword Add-ADGroupMember Remove-ADGroupMember New-ADGroup Remove-ADGroup Remove-ADComputer New-ADComputer Set-ADComputer Move-ADObject Remove-ADObject Set-ADObject Remove-ADOrganizationalUnit Set-ADDefaultDomainPasswordPolicy Restore-ADObject Sync-ADObject',
    {
      asks: 'It changes who may do what in the whole domain.',
      dry: true,
      open: true,
      effects: [['account', 'change', '$*']],
    },
  ),
  ...all('Get-GPO Get-GPInheritance Get-GPPermission Get-GPOReport', {
    level: 'diagnose',
    at: 'Name',
    with: 'Name=wild All Guid=guid Target=any ReportType=choice:xml|html TargetType=name TargetName=wild',
  }),
  ...all(
    'Get-DnsServer Get-DnsServerZone Get-DnsServerResourceRecord Get-DnsServerForwarder Get-DnsServerStatistics Get-DnsServerCache Get-DnsServerDiagnostics Get-DnsServerRecursion Get-DnsServerScavenging Get-DnsServerSetting Get-DnsServerRootHint Get-DnsServerZoneAging',
    { at: 'Name', takes: 'shape', with: 'Name=wild ZoneName=wild RRType=name Node' },
  ),
  ...all(
    'Get-DhcpServerv4Scope Get-DhcpServerv4Lease Get-DhcpServerv4Statistics Get-DhcpServerv4ScopeStatistics Get-DhcpServerv4Reservation Get-DhcpServerInDC Get-DhcpServerv4OptionValue Get-DhcpServerv4Failover Get-DhcpServerSetting Get-DhcpServerv6Scope',
    {
      at: 'ScopeId',
      takes: 'shape',
      with: 'ScopeId=cidr IPAddress=cidr AllLeases ClientId=name OptionId=int',
    },
  ),
  ...all(
    'Get-DfsrBacklog Get-DfsrMember Get-DfsrState Get-DfsReplicationGroup Get-DfsReplicatedFolder Get-DfsnRoot Get-DfsnFolder Get-DfsnFolderTarget',
    { level: 'diagnose', with: 'GroupName=wild FolderName=wild' },
  ),
  ...all(
    'Get-RDUserSession Get-RDServer Get-RDSessionHost Get-RDSessionCollection Get-RDConnectionBrokerHighAvailability',
    { with: 'CollectionName=wild' },
  ),
  ...all('Get-WBSummary Get-WBJob Get-WBPolicy Get-WBBackupSet Get-WBVolume', { with: 'Previous=int' }),
  ...all('Test-ComputerSecureChannel', { level: 'diagnose', with: '' }),
  ...all('Test-Certificate', { level: 'diagnose', at: 'Cert', with: 'Cert=item Policy=name' }),

  // Changes
  'Clear-DnsClientCache': { level: 'remediate', dry: true, effects: [['network', 'flush', 'dns cache']] },
  'Register-DnsClient': { level: 'remediate', dry: true, effects: [['network', 'register', 'dns names']] },
  'Set-DnsClientServerAddress': {
    level: 'remediate',
    dry: true,
    at: 'InterfaceAlias',
    needs: 'interfacealias interfaceindex',
    with: 'InterfaceAlias=name InterfaceIndex=int ServerAddresses=address ResetServerAddresses PassThru',
    effects: [['network', 'name servers', '$-interfacealias']],
  },
  'Restart-NetAdapter': { level: 'remediate', dry: true, asks: CUTS, open: true },
  ...all(
    'Disable-NetAdapter Enable-NetAdapter Set-NetAdapter Set-NetAdapterAdvancedProperty Rename-NetAdapter New-NetIPAddress Remove-NetIPAddress Set-NetIPAddress New-NetRoute Remove-NetRoute Set-NetRoute Set-NetIPInterface Set-NetConnectionProfile Disable-NetAdapterBinding Enable-NetAdapterBinding New-NetLbfoTeam Remove-NetLbfoTeam Remove-NetNeighbor Set-DnsClient Add-DnsClientNrptRule',
    { asks: CUTS, dry: true, open: true, effects: [['network', 'change', '$*']] },
  ),
  ...all(
    'New-NetFirewallRule Set-NetFirewallRule Remove-NetFirewallRule Enable-NetFirewallRule Disable-NetFirewallRule Set-NetFirewallProfile Set-NetFirewallSetting Copy-NetFirewallRule Rename-NetFirewallRule New-NetNat Remove-NetNat Add-NetNatStaticMapping New-SmbShare Remove-SmbShare Set-SmbShare Grant-SmbShareAccess Revoke-SmbShareAccess Block-SmbShareAccess Set-SmbServerConfiguration Close-SmbSession Close-SmbOpenFile New-SmbMapping Remove-SmbMapping Enable-PSRemoting Disable-PSRemoting Set-WSManQuickConfig Set-WSManInstance Enable-WSManCredSSP New-NetIPsecRule Remove-NetIPsecRule',
    {
      asks: GUARD,
      dry: true,
      open: true,
      effects: [['network', 'open or close', '$*']],
    },
  ),
  ...all(
    'Add-DnsServerResourceRecord Add-DnsServerResourceRecordA Remove-DnsServerResourceRecord Remove-DnsServerZone Add-DnsServerPrimaryZone Set-DnsServerForwarder Clear-DnsServerCache Remove-DhcpServerv4Scope Add-DhcpServerv4Scope Remove-DhcpServerv4Lease Stop-Cluster Remove-ClusterNode Stop-ClusterNode Suspend-ClusterNode Resume-ClusterNode Start-ClusterNode Move-ClusterGroup Stop-ClusterGroup Start-ClusterGroup Remove-ClusterGroup Remove-ClusterResource Stop-ClusterResource',
    { asks: 'It changes what others rely on for names, addresses or work.', dry: true, open: true },
  ),
};
