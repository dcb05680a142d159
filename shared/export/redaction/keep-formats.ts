/**
 * Words of the formats that are read: field names, states, options and programs that parsers, models and rules know by name. A word
 * of theirs that is replaced would change what the evidence says. In lower case.
 */
export const formatWords: readonly string[] = `
  0x 0x20000 0x200000 0x4800 0xff 0xfff 0xfffff000 0xffffff00 1info 1m 1s 64k 9a 9p aarch64 ab abc abort aborting
  about above absence absent absolute access activate active activeof add ae afs after again age agent ah ahead
  aio alive all alldevices allocated allowed alone already alsoreads alternatives always ambiguous an and annot
  annotations anon another answer answers any anyway api append applicable applied apr arch archive are arg args
  argument argumentoptions argv armv6l armv7l armv8l array as asarray aside asked asks at atbyte attr attributes
  aufs aug authorization autoclear autofs available awk ay back backing backingdevice backingfile backlog
  backslashes backup base bash basic batch batches bc be bearer because beegfs before begin behind belongs below
  beside between bidirectional bin bind binders bindpaths bindreadonlypaths binds bit block blockcount
  blockdevices blocked blockjoins blocknode blockpartition blocks blocksabove blocksbyname blocksize blockslaves
  body body2 bookclaims books boolean boot bootedat both bought bound break bs btime btrfs buffer
  buildfilesystemspace buildocicontainers buildstorage builtin bundle busy busybox but by bycollector bydevice
  bydockerdevice byid byinode bylayer byname bynamespace bypath bypid bypoint byprocess bytail byte byteoffset
  bytes byvolume cache cached cacheid cadvisor call called caller calls came can cannot cap capacity capeff
  capture capturedat careful carries carry case cat cause cc cd cdll cdpath ce ceil cells ceph cert cfg cgroup
  cgroups cgroupspath ch chainid changed check checked checks checksum child chomp chosen chr chunk chunksize cid
  cifs cites class clean clear cli clk clock close cmdline cmdlines coda code collected collector collectorid
  colon color colors come comm command commandline commands compare complaints complete conf config configs
  configuration configured conmon connect connection console const containe contained container containerbydmname
  containerbylayer containerd containerenv containerid containername containerofdockerdevice containerofprefix
  containers containerslayerdb containerstates containertype content context continue control controllers cookie
  cookies copied copies copy coreutils correct costs could count covered cpu cpus create created createdat
  creation creator credential cri crictl crio critical crowded crypt cryptsetup cs ctypes cure curl current
  custody cut cwd daemon daemons damage damaged dash data database datablocks datablocksize datadevice datadog
  datamappingroot date davfs db dd deactivate dead deadline dec decode def default deferred defined delet delete
  deleted deletedevice deletion delimiter delta denied depth descriptor descriptorreferences descriptors
  destination detach detached detachedfilesystems details dev device devicedeleted devicedetailsroot devicehash
  deviceid deviceids devicemapper devicemapperroots devices deviceset devicesofid devicesubject devmapper devname
  df did died diff differently diffid diffids digits dir directory dirs disabling discard dm dmaj dmesg dmeventd
  dmin dmname dmnameof dmopen dmprefixes dmsetup dmsuspended dmtargets dmuuid do docker dockercommand dockerd
  dockerdeleted dockerdevice dockerdevices dockerdevicesof dockerhost does dog done dont doubt doubts down draft
  drafts drift driver drop dsn dump duplicates durationms e2 each earlier early eased ebusy echo edit ee eff el7
  element elif else elsewhere elsif empty encode encodetext encryption end ended ends endswith engine engineroot
  engines enodata enospc enter entered enters entries entry env environ environment environmentvariables envs
  epoch eq err errno error errors esac escapes etc ever every everything evidence exceeded except exclusive exe
  exec executes execvp exist exists exit exited expected explains export exporter ext extent extents extentsize
  external externalorigin f20 f2fs facts fail failed fails fallback false fatal faulty fd fdinfo fds features feb
  fell ff fi field fieldof fields file filebeat filename fileno files filesystem filesystems filesystemspace fill
  filter finally find findindex finding findings finditer findlast findlastindex findmnt finish finishedat fired
  fires first firstby firstrun firsts fit flag flags float flock floor fluent fluentd fnr folder folders follows
  for force foreign fork forked form format found frame free freebytes freeextents freeing from fromconfig
  fromentries fromsysfs fromtable fs fstat fstype full function fuse gapms gate gawk ge get getconf gets gettime
  gi give given gives gluster glusterfs gm go goes gone gpfs graph graphdriver grep group groupby groups grow
  growdata growmetadata grpc gs gsub gt guarded gzip hand hang hangs has hasbody hasdatabase hasfolder hash have
  head header heads healthy hear held heldby heldroot help here hex hidepid hierarchy high highest highestmapped
  hold holder holders holds host hostconfig hostile hostmodel hostname hostnamespace hosts how hr hs hugepage hung
  hup hw hyperkube i386 i486 i586 i686 ice id ids if ifs ignore ill image imagedb imageid imagelayers imagename
  imagepool images import in inaccessiblepaths inactive inblock included includes index indexof infinity info
  ingress init initialized initializing initid innamespace ino inode inodes inp inside inspect install installed
  instead instring int integer integrity interesting interface internal interrupted into inturn io ionice ip
  ipcmode is isabsent isarray isenv isfinite isleaf isnan ispath isunsafetoprint it items iterator its itself jaas
  jan job join joins journal journalctl json jsonoptions jul jun just k3s keep keeper keeps kept kernel kernelname
  key keys keysat kill killed kills killtree kind kk known knownfrom knows kubectl kubelet kubernetes kv l4 label
  labels lacks lambda large larger last lastend lastindexof late late2 latest latin1 layer layerdb layers lb lc ld
  leaderpid leaf leafvaluesize leak leaked leave led left legitimate len length lengths less level levels lib libc
  libcontainerd libexec libpod lies likely limit line line1 line2 lines link links linux linuxkit lisrwu list
  listed live liverestore lives lname local location lock log logged logical logline logs lone long longer look
  looked looks loongarch64 loop loopdevices loops loopsbybacking losetup lost low lowerdir lowwatermark ls lsof lt
  lustre lv lvchange lvconvert lvcreate lvextend lvm lvmthinpools lvmthinvolumes lvmvolumegroups machine made
  magic main mainpid maj major make many map mapped mappedin mapper mapping mappings maps mar mark marked mask
  masked master masterofgroup match matchall mawk max maxbytes maxdepth maxretries may maydetachmounts medium
  member memfd memory mended merged message messages metadata metadatadevice metadatalowwatermark metadataspare mg
  mgeo mib microsoft min mindepth mine minor mips64 mismatch missing mkdir mnt moby mode model module monotonic
  more most mount mounted mountflags mountholders mountid mountids mountinfo mountjoins mountmax mountnamespace
  mountpoint mountpoints mountrowsof mounts mountsbydevice mountsbynamespace mountsconfig mountslayerdb
  mounttables move moved ms msg much multipathd must mx my nable name nameclaims named names namespace
  namespacejoins namespaces namespacesof nan ncp ne near nearly need needs needscheck neither nerdctl net
  netdevice netmounts netnamespace netns netnsfiles netnspath network networking networksettings never new newer
  newerct newline newrelic next nextdeviceid nf nfs nfs4 nine nl nn no nobody node nodes nodesleft nodev
  noexecpaths noflush noheadings nonce none nor nospace nospacetimeout nosuid not nothing notice notlookedat
  nouuid nov now nr ns nsenter nsfs ntp nul null number numbered numbers obfuscated object oci oct odd of
  ofcontainers off offbeat offset often ok old on onbeat once one ones onhost online only onlydmsetup onlyindexed
  onlynamed onlystatus onmountroot oo op open opendir opened opener openersbydevice opentransactionid operation
  opt option optional optionclaims options opts or orangefs order origin originat origins orphan orphaned orphans
  os oserror other otherids otherowners others othersandboxing otherwise ours out outer output outside over
  overlay overlay2 overlayfs ovl own owner owners ownership ownersof ownnamespace pack package packed padstart
  page pager parameters params parent parentid parentids parentof parse parsefloat parseint part partial partition
  partitions pass passdown passed passes passw path paths pattern paused pe peer pending per perl perl5lib
  perl5opt permission permitted perpath persist persistent person phrase physical physicalextents pid pids pilot
  pin pinned pins pipe place placed placeof plain plan platform plugins pmspare pod podid podman pods podsandbox
  poduid point points pool poolmetadatasize poolof poolpath pools poolsources pop positive posix posixly ppc ppc64
  ppc64le ppid prefix prefixinuse present pretty print printed printf priority private privatedevices
  privatemounts privatetmp privateusers privileged probe proc process processes processesheld processless
  processlimit processor processors program proof propagate propagation properties protectcontrolgroups
  protecthome protectkernellogs protectkernelmodules protectkerneltunables protectproc protectsystem proves
  provisioning proxy prune ps ptmx ptrace pts push puts pwd python python3 pythondontwritebytecode pythonpath
  pythonstartup qe query queue queues quick raise random range rank raw rb rbd rbind rc rdonly re reach reached
  read readdevices readdir reader readers readline readlink readonly readonlypaths reads readwrite readwritepaths
  ready reason record records redhat reduce ref reference referenced referenceholders references
  referencesbydevice refusal refuse refused refuses relative relay release released releases releasing reload
  relock remedystep remov removal removalinprogress removals remove removing renice repair repairfacts repeat
  replace replaceall repositories require reread reserve reserves resolv resolved resource responsible rest
  restart restartcontainer restarting restore resume retries retry return returns reused reverse ring riscv64 rke2
  rlength rm rmap rmdir rmp rn ro room root rootdirectory rooted rootfs rootfspath rootfspropagation rootimage
  rootofdockerdevice rootpath rootreferences roots round row rows rs rshared rslave rstart rstrip rule rules run
  runbook runc runcount runin running runs runtime runtimenamespace rw s2 s390 s390x safe said same sample sampled
  sandbox sandboxes sandboxid sandboxkey saw say says sbin sbox scalar scope script search second seconds
  secondsample secret secrets section sections sectors sed seen sees seeseverything segment segments select self
  selinux semaphore sep separator seqno sequence served server service services set setdefault setns sets setsid
  setting settings seven several severity sh sha sha256 shape shapes shared shell shift shim shims shm shmof
  shmpath shmtarget short show shown shut shutdown sick sig silent sinceboot single six size sizes sizesectors
  skipped slave slaves slavesof sleep sleeper slice slurp smb smb3 snap snapshot snapshots snapshotter
  snapshotters so sock socket some sort sos sosreport source sourcefailure sourceref sources space spare sparse
  spec spell spent splice split splunk spot sprintf ss st stable stack stacked stacks stale stand stands start
  started startedat startgroup starting startof starts startswith startticks stat statable state statement
  statetext statfs status statusof statx stays stderr stdin stdout step stepat stepof steps still stop stopped
  storage storagedriver storageoptions stored storm strays strerror strict string stringify stripe stripes stuck
  sub subarray subject subjects subpaths subshell substr such superblock superblocks superoptions supposed sus
  suspend suspended swap swapoff swapped swaps switching sync synchronized syntax sys syscall sysctl sysfs syslog
  sysopen sysread system systemctl systemd sysv syswrite t0 tab table tables tag tail tails take taken target
  targets task tck tell telling temporaryfilesystem ten term test text than that the their theirs them then there
  these thin thindevice thindevices thing thinjoins think thinknownfrom thinmetadata thinpool thinpooldev
  thinpools thins this those thread threads through tid tids time timed timeout timeouts times timesync title
  tmeta tmpfs to togo token tolower toml tomloptions too took tool tools toplayer tostring total totaldata
  totalmetadata touch touched tpool tr trace transaction transactionid trap tree trial tried tries trim trimend
  trouble true truncate truncated truncatedfiles try tty turn twice two type u00ad u061c u180e u200b u200f u2028
  u202e u2060 u206f udc80 udcff udev udevcomplete udevcookies uevent ufeff ufff9 ufffb ufffd uid um umask umount
  un unable uname unbindable undecided undef under undermount unescape unexplained unique uniquekeys unit units
  unix unknown unless unlink unmap unmount unnamed unpack unparsable unpin unread unreadable unregister unset
  unshift unstable unstack unstage unsure until untold unused up update upgrade upper upperdir uptime urandom use
  used useddata usedmetadata user userdata users usr usual ut utc utf uu uuid v1 v2 value values valuesat vanished
  var vec verdict verification version very vfat vg vgchange via view virtiofs volume volumegroup volumes wait
  waiting waitpid waits walk walker warnings was watch watched water way ways wd weight were what whatever when
  where which while who whole wholeornothing whose why wipe with withids within without withoutroot word words
  work workdir worker works would write writer writes written wrong wrongif wrote wsl x1e x20 x28 x86 x98 xargs
  xdev xff xfs xfserror xfsretries yes yet zero zfs zone
  blob blobs incompat volatile snapshotkey stores freezer opencontainers createdat mediatype whiteout wh opq dockerenv mtab ash
`
  .trim()
  .split(/\s+/);
