import { all, type Cmdlet } from '../cmdlet.js';

const GONE = 'It deletes, and nothing brings it back.';
const WRITES = 'It writes a file, over whatever was there.';
const RUNS = 'It runs what nobody here has looked at.';

/** Objects, text and files: what every PowerShell has. */
export const CORE: Record<string, Cmdlet> = {
  // Giving what is piped another form.
  'Select-Object': {
    takes: 'shape',
    at: 'Property',
    with: 'Property=shape First=int Last=int Skip=int SkipLast=int Index=int Unique ExpandProperty=property ExcludeProperty=properties CaseInsensitive InputObject=anyValue',
  },
  'Sort-Object': {
    takes: 'shape',
    at: 'Property',
    with: 'Property=shape Descending Unique Top=int Bottom=int Stable CaseSensitive Culture=name InputObject=anyValue',
  },
  'Where-Object': {
    takes: 'shape',
    at: 'Property Value',
    with:
      'Property=shape FilterScript=block Value=anyValue EQ NE GT GE LT LE Like NotLike Match NotMatch Contains NotContains In NotIn Is IsNot Not ' +
      'CEQ CNE CGT CGE CLT CLE CLike CNotLike CMatch CNotMatch CContains CIn',
  },
  'ForEach-Object': { takes: 'shape', at: 'Process', with: 'Process=member Begin=block End=block' },
  'Group-Object': {
    takes: 'shape',
    at: 'Property',
    with: 'Property=shape NoElement AsHashTable AsString CaseSensitive',
  },
  'Measure-Object': {
    takes: 'shape',
    at: 'Property',
    with: 'Property=shape Sum Average Minimum Maximum StandardDeviation AllStats Line Word Character IgnoreWhiteSpace InputObject=anyValue',
  },
  'Get-Unique': { takes: 'shape', with: 'AsString OnType' },
  'Get-Member': {
    takes: 'shape',
    at: 'Name',
    with: 'Name=wild MemberType|Type=name View=name Static Force InputObject=anyValue',
  },
  ...all('Format-Table Format-List Format-Wide Format-Custom', {
    takes: 'shape',
    at: 'Property',
    with: 'Property=shape AutoSize Wrap HideTableHeaders GroupBy=shape View=name Column=int Depth=int Force ShowError Expand=name RepeatHeader',
  }),
  'Out-String': { takes: 'shape', with: 'Width=int Stream NoNewline' },
  ...all('Out-Host Out-Default Out-Null', { takes: 'shape' }),
  ...all('ConvertTo-Json ConvertTo-Csv ConvertTo-Xml ConvertTo-Html', {
    takes: 'shape',
    at: 'Property',
    with: 'Depth=int Compress AsArray EnumsAsStrings NoTypeInformation|nti Delimiter=any UseQuotes=name As=name Fragment Property=shape Head=any Title=any Body=any',
  }),
  ...all('ConvertFrom-Json ConvertFrom-Csv', {
    takes: 'shape',
    with: 'AsHashtable Depth=int Delimiter=any Header=any',
  }),
  'Compare-Object': {
    at: 'ReferenceObject DifferenceObject',
    with: 'ReferenceObject=anyValue DifferenceObject=anyValue Property=shape IncludeEqual ExcludeDifferent PassThru SyncWindow=int',
  },
  'Select-String': {
    takes: 'shape',
    files: 'reads',
    at: 'Pattern Path',
    needs: 'pattern',
    with: 'Pattern=sought Path=path LiteralPath=path SimpleMatch CaseSensitive Quiet List AllMatches NotMatch Context=int Include=wild Exclude=wild Encoding=name NoEmphasis Raw',
  },
  ...all('Write-Output Write-Host', {
    takes: 'shape',
    at: 'InputObject a b c d e f',
    with: 'InputObject|Object=any a=any b=any c=any d=any e=any f=any NoNewline ForegroundColor=name BackgroundColor=name Separator=any NoEnumerate',
  }),
  ...all('Write-Verbose Write-Warning Write-Information', { at: 'Message', with: 'Message=any' }),
  'Tee-Object': { asks: WRITES, open: true, effects: [['write', 'write', '$*']] },

  // Files, keys of the registry, and other things that hang in a tree.
  'Get-ChildItem': {
    files: 'lists',
    at: 'Path Filter',
    with: 'Path=item LiteralPath=item Filter=entry Include=entry Exclude=wild Recurse|s|r Depth=int Force Name Directory|ad File|af Hidden|ah ReadOnly|ar System|as Attributes=any FollowSymlink CodeSigningCert ExpiringInDays=int SSLServerAuthentication DnsName=wild',
  },
  'Get-Item': {
    files: 'lists',
    at: 'Path',
    needs: 'path literalpath',
    with: 'Path=item LiteralPath=item Force Stream=choice:* Include=wild Exclude=wild Filter=wild',
  },
  'Get-ItemProperty': {
    at: 'Path Name',
    needs: 'path literalpath',
    with: 'Path=itemValue LiteralPath=itemValue Name=property Include=wild Exclude=wild Filter=wild',
  },
  'Get-ItemPropertyValue': {
    at: 'Path Name',
    needs: 'path literalpath',
    with: 'Path=itemValue LiteralPath=itemValue Name=property',
  },
  'Get-Content': {
    files: 'reads',
    takes: 'same',
    at: 'Path',
    needs: 'path literalpath',
    with: 'Path=path LiteralPath=path TotalCount|First|Head=int Tail|Last=int Raw Encoding=name ReadCount=int Delimiter=any Force Include=wild Exclude=wild Filter=wild',
  },
  'Import-Csv': {
    at: 'Path Delimiter',
    needs: 'path literalpath',
    with: 'Path=path LiteralPath=path Delimiter=any Header=any Encoding=name UseCulture',
  },
  'Get-FileHash': {
    takes: 'shape',
    at: 'Path',
    with: 'Path=entry LiteralPath=entry Algorithm=choice:sha1|sha256|sha384|sha512|md5|mactripledes|ripemd160',
  },
  'Get-Acl': { takes: 'shape', at: 'Path', with: 'Path=item LiteralPath=item Audit Filter=wild' },
  'Test-Path': {
    at: 'Path',
    needs: 'path literalpath',
    with: 'Path=item LiteralPath=item PathType=choice:any|container|leaf IsValid NewerThan=date OlderThan=date',
  },
  'Resolve-Path': { at: 'Path', with: 'Path=item LiteralPath=item Relative' },
  'Split-Path': {
    at: 'Path',
    with: 'Path=any Leaf Parent LeafBase Extension Qualifier NoQualifier IsAbsolute',
  },
  'Join-Path': { at: 'Path ChildPath', with: 'Path=any ChildPath=any' },
  'Convert-Path': { at: 'Path', with: 'Path=item LiteralPath=item' },
  'Get-Location': { with: 'PSDrive=name PSProvider=name Stack' },
  ...all('Set-Location Push-Location Pop-Location', {
    at: 'Path',
    with: 'Path=entry LiteralPath=entry PassThru',
  }),
  'Get-PSDrive': { at: 'Name', with: 'Name=wild PSProvider=name Scope=name' },
  'Get-PSProvider': { at: 'PSProvider', with: 'PSProvider=name' },
  'Get-AuthenticodeSignature': { takes: 'shape', at: 'FilePath', with: 'FilePath=entry LiteralPath=entry' },

  // The shell itself.
  'Get-Command': {
    at: 'Name',
    with: 'Name=wild Module=wild Verb=wild Noun=wild CommandType|Type=name All ListImported Syntax TotalCount=int ParameterName=name',
  },
  'Get-Help': {
    at: 'Name',
    with: 'Name=wild Full Examples Detailed Parameter=wild Category=name Functionality=wild Role=wild Component=wild',
  },
  'Get-Module': { at: 'Name', with: 'Name=wild ListAvailable All Refresh PSEdition=name' },
  'Get-Alias': { at: 'Name', with: 'Name=wild Definition=wild Exclude=wild' },
  'Get-Host': {},
  'Get-Culture': {},
  'Get-UICulture': {},
  'Get-Verb': { at: 'Verb', with: 'Verb=wild Group=name' },
  'Get-PSVersion': {},
  'Get-ExecutionPolicy': { at: 'Scope', with: 'List Scope=name' },
  'Get-PackageProvider': { at: 'Name', with: 'Name=wild ListAvailable' },
  'Get-Package': { at: 'Name', with: 'Name=wild ProviderName=name AllVersions RequiredVersion=version' },
  ...all('Get-InstalledModule Get-InstalledScript Get-PSRepository Get-PackageSource', {
    at: 'Name',
    with: 'Name=wild AllVersions',
  }),
  ...all('Find-Module Find-Package Find-Script', {
    level: 'diagnose',
    at: 'Name',
    with: 'Name=wild AllVersions Tag=wild RequiredVersion=version',
  }),
  'Get-PSSession': {},
  'Get-PSSessionConfiguration': { at: 'Name', with: 'Name=wild' },
  'Get-Job': { at: 'Id', with: 'Id=int Name=wild State=name' },
  'Get-Random': { at: 'Maximum', with: 'Maximum=int Minimum=int Count=int' },
  'Get-TypeData': { at: 'TypeName', with: 'TypeName=wild' },
  'Get-FormatData': { at: 'TypeName', with: 'TypeName=wild' },
  'New-TimeSpan': { at: 'Start End', with: 'Start=date End=date Days=int Hours=int Minutes=int Seconds=int' },
  'Measure-Command': { takes: 'shape', at: 'Expression', with: 'Expression=block' },
  'Start-Sleep': {
    at: 'Seconds',
    needs: 'seconds milliseconds',
    with: 'Seconds|s=range:0..300 Milliseconds|ms=range:0..300000',
  },
  'Get-Error': { with: 'Newest=int' },
  'Get-Runspace': {},
  'Clear-Host': {},

  // What shows secrets.
  'Get-History': { secret: 'It shows what people typed.' },
  'Get-Clipboard': { secret: 'It shows what somebody copied.' },
  'Get-Credential': { secret: 'It asks for a password.' },
  'Get-Variable': { secret: 'It shows everything that the shell holds.' },
  ...all(
    'ConvertFrom-SecureString Export-Clixml Import-Clixml Unprotect-CmsMessage Get-Secret Get-SecretInfo Get-StoredCredential Get-VaultCredential',
    {
      secret: 'It shows passwords, or writes them down.',
    },
  ),

  // Changes.
  'New-Item': {
    level: 'remediate',
    dry: true,
    at: 'Path',
    needs: 'path',
    with: 'Path=target Name=name ItemType|Type=choice:directory|file Force Value=any',
    effects: [['write', 'create', '$-path']],
  },
  mkdir: {
    level: 'remediate',
    at: 'Path',
    needs: 'path',
    with: 'Path=target Force Name=name',
    effects: [['write', 'create', '$-path']],
  },
  'Copy-Item': {
    level: 'remediate',
    dry: true,
    at: 'Path Destination',
    needs: 'destination',
    with: 'Path=path LiteralPath=path Destination=target Recurse Force PassThru',
    effects: [['write', 'copy', '$-destination']],
  },
  'Move-Item': {
    level: 'remediate',
    dry: true,
    at: 'Path Destination',
    needs: 'destination',
    with: 'Path=target Destination=target PassThru',
    effects: [['write', 'move', '$-path']],
  },
  'Rename-Item': {
    level: 'remediate',
    dry: true,
    at: 'Path NewName',
    needs: 'newname',
    with: 'Path=target NewName=name PassThru',
    effects: [['write', 'rename', '$-path']],
  },
  'Compress-Archive': {
    level: 'remediate',
    dry: true,
    at: 'Path DestinationPath',
    needs: 'destinationpath',
    with: 'Path=path DestinationPath=target CompressionLevel=name',
    effects: [['write', 'archive', '$-destinationpath']],
  },
  'Export-Csv': {
    level: 'remediate',
    takes: 'shape',
    at: 'Path Delimiter',
    needs: 'path',
    with: 'Path=target NoTypeInformation|nti Encoding=name Delimiter=any NoClobber UseCulture Append',
    effects: [['write', 'write', '$-path']],
  },
  'Out-File': {
    level: 'remediate',
    takes: 'shape',
    at: 'FilePath Encoding',
    needs: 'filepath',
    with: 'FilePath|Path=target Encoding=name Append Width=int NoClobber',
    effects: [['write', 'write', '$-filepath']],
  },
  ...all('Remove-Item Clear-Content Clear-Item Clear-RecycleBin Remove-ItemProperty Clear-ItemProperty', {
    asks: GONE,
    dry: true,
    open: true,
    effects: [['delete', 'delete', '$*']],
  }),
  ...all(
    'Set-Content Add-Content Set-Item Set-ItemProperty New-ItemProperty Rename-ItemProperty Copy-ItemProperty Move-ItemProperty Expand-Archive',
    {
      asks: 'It writes to files or to settings of the host, over whatever was there.',
      dry: true,
      open: true,
      effects: [['write', 'write', '$*']],
    },
  ),
  ...all('Set-Acl Set-AuthenticodeSignature Unblock-File', {
    asks: 'It changes who may use a file, or whether the host trusts it.',
    dry: true,
    open: true,
  }),
  ...all(
    'Invoke-Expression Invoke-Command Invoke-Item Start-Process Start-Job Start-ThreadJob Invoke-WmiMethod Invoke-CimMethod Add-Type New-Object Import-Module New-PSSession Enter-PSSession New-Alias Set-Alias Set-Variable New-Variable Register-ObjectEvent Register-WmiEvent Register-EngineEvent Update-TypeData Use-Module Export-Alias Import-Alias New-PSDrive New-Module Set-PSDebug Trace-Command Start-Transcript Stop-Transcript Set-PSReadLineOption Clear-History',
    {
      asks: RUNS,
      open: true,
      effects: [['process', 'run', '$*']],
    },
  ),
  ...all(
    'Start-BitsTransfer Send-MailMessage New-WebServiceProxy Install-Script Save-Module Save-Script Install-Module Install-Package Update-Module Update-Script Uninstall-Module Uninstall-Package Register-PSRepository Set-PSRepository Install-PackageProvider Publish-Module',
    {
      asks: 'It brings or sends away what nobody here has looked at.',
      open: true,
      effects: [['network', 'transfer', '$*']],
    },
  ),
};
