/** Classes of the management interface that describe the host and hold no secrets; looking at them changes nothing. */
export const CIM_CLASSES: ReadonlySet<string> = new Set(
  // Win32_Product is left out on purpose: listing it checks and may repair every package. Win32_Environment,
  // Win32_StartupCommand's registry cousins and everything about accounts' secrets are left out as well.
  (
    'win32_operatingsystem win32_computersystem win32_computersystemproduct win32_bios win32_baseboard win32_processor ' +
    'win32_physicalmemory win32_physicalmemoryarray win32_memorydevice win32_cachememory win32_diskdrive ' +
    'win32_diskpartition win32_logicaldisk win32_logicaldisktopartition win32_diskdrivetodiskpartition win32_volume ' +
    'win32_mountpoint win32_cdromdrive win32_networkadapter win32_networkadapterconfiguration ' +
    'win32_networkadaptersetting win32_networkconnection win32_networkloginprofile win32_ip4routetable ' +
    'win32_ip4persistedroutetable win32_service win32_baseservice win32_systemdriver win32_dependentservice ' +
    'win32_process win32_thread win32_session win32_logonsession win32_loggedonuser win32_desktop ' +
    'win32_quickfixengineering win32_optionalfeature win32_serverfeature win32_timezone win32_localtime win32_utctime ' +
    'win32_currenttime win32_pagefileusage win32_pagefilesetting win32_pagefile win32_reliabilityrecords ' +
    'win32_reliabilitystabilitymetrics win32_ntlogevent win32_nteventlogfile win32_share win32_connection ' +
    'win32_serverconnection win32_serversession win32_printer win32_printjob win32_printerdriver win32_tcpipprinterport ' +
    'win32_useraccount win32_systemaccount win32_group win32_groupuser win32_account win32_userprofile win32_ntdomain ' +
    'win32_startupcommand win32_scheduledjob win32_battery win32_portablebattery win32_fan win32_temperatureprobe ' +
    'win32_voltageprobe win32_videocontroller win32_desktopmonitor win32_sounddevice win32_keyboard ' +
    'win32_pointingdevice win32_usbcontroller win32_usbhub win32_usbcontrollerdevice win32_pnpentity ' +
    'win32_pnpsigneddriver win32_idecontroller win32_scsicontroller win32_systemenclosure win32_systemslot ' +
    'win32_onboarddevice win32_motherboarddevice win32_bus win32_irqresource win32_dmachannel ' +
    'win32_devicememoryaddress win32_portconnector win32_serialport win32_parallelport win32_perfformatteddata_perfos_processor ' +
    'win32_perfformatteddata_perfos_memory win32_perfformatteddata_perfos_system ' +
    'win32_perfformatteddata_perfos_pagingfile win32_perfformatteddata_perfdisk_logicaldisk ' +
    'win32_perfformatteddata_perfdisk_physicaldisk win32_perfformatteddata_perfproc_process ' +
    'win32_perfformatteddata_tcpip_networkinterface win32_perfformatteddata_tcpip_tcpv4 ' +
    'win32_perfformatteddata_counters_processorinformation win32_perfrawdata_perfos_processor ' +
    'win32_perfrawdata_perfos_memory win32_perfrawdata_perfdisk_logicaldisk win32_perfrawdata_perfproc_process ' +
    'win32_perfrawdata_tcpip_networkinterface win32_shadowcopy win32_shadowstorage win32_shadowprovider ' +
    'win32_shadowvolumesupport win32_quotasetting win32_diskquota win32_codecfile win32_systemusers ' +
    'win32_systemservices win32_systemprocesses win32_operatingsystemqfe win32_computershutdownevent ' +
    'win32_tpm win32_encryptablevolume win32_deviceguard win32_winsat softwarelicensingproduct ' +
    'softwarelicensingservice antivirusproduct antispywareproduct firewallproduct ' +
    'msft_netadapter msft_netipaddress msft_nettcpconnection msft_netudpendpoint msft_disk msft_physicaldisk ' +
    'msft_partition msft_volume msft_storagepool msft_storagereliabilitycounter msft_mpcomputerstatus ' +
    'msacpi_thermalzonetemperature msstoragedriver_failurepredictstatus msstoragedriver_atapismartdata ' +
    'msvm_computersystem msvm_summaryinformation msvm_memory msvm_processor msvm_replicationrelationship ' +
    'mscluster_cluster mscluster_node mscluster_resource mscluster_resourcegroup mscluster_network ' +
    'cim_operatingsystem cim_computersystem cim_processor cim_physicalmemory ' +
    'cim_logicaldisk cim_diskdrive cim_networkadapter cim_service cim_process'
  ).split(' '),
);
