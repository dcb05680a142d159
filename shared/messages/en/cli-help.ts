/** The manual: `undermount --help`, and one page per command. Plain text of at most 80 columns. */
const source = `SOURCE is one of
  FILE                      a bundle (.umb), what the collector script printed, or a
                            thin pool's metadata device; also packed with gzip or zstd
  ssh://[USER@]HOST[:PORT]  a live host
  demo                      the capture of a broken host that is built in`;

const live = `Options of live sources (ssh://…, and capture):
  -p, --port PORT           SSH port; 22
  -i, --identity KEY        private key file; the agent's keys are tried as well
      --elevate none|sudo   how to become root there; none. Without root the evidence
                            is partial, and what could not be seen is said
      --known-hosts FILE    believe this file alone about host keys; it is never
                            written
      --accept-host-key SHA256:…
                            accept exactly this key if the host is unknown, for
                            scripts; nothing switches the check off
      --secrets-fd N        read {"password","passphrase","sudoPassword"} (JSON, each
                            optional) from open descriptor N. Without it, secrets are
                            asked for on the terminal, without echo
      --only A,B,…          only these collectors, by name
      --with thin-metadata  also list what is in each thin pool: which devices, and
                            their blocks. It changes something there: a metadata
                            snapshot is reserved in each healthy pool, read and
                            released; the capture's custody says so
      --with layer-listings also list the names in unpacked layers and in the archives
                            they came from, which reads up to 512 MiB there`;

const exits = `Exit status:
  0  done
  1  --fail-on was reached, or verify or diff found a difference
  2  wrong usage
  3  the source cannot be read, or what was asked for is nowhere in the evidence
  4  done, but the evidence is partial: what is missing was said
  1 wins over 4.`;

export const cliHelpWords = {
  'help.all': (p: { version: string }) => `undermount ${p.version} - names what keeps a mount alive

Usage:
  undermount [open] [SOURCE]              the window, or a local page where there is none
  undermount serve [SOURCE] [--port N | --socket PATH]
                                          the same in a browser; prints the one URL
  undermount capture [USER@]HOST [-o FILE] [--json]
                                          read a host over SSH into a bundle
  undermount script                       the collector script, to run by hand
  undermount analyze SOURCE [--json] [--fail-on SEVERITY]
                                          what is wrong there, and how we know
  undermount who NEEDLE SOURCE [--json]   who holds it, why the unmount did not reach
                                          them, and what frees it
  undermount figure SOURCE --view namespaces|pool|chain|blocks|layers|card [--focus ID]
                    -o FILE.svg|FILE.png|FILE.pdf
                                          the picture of the mount namespaces
  undermount report SOURCE [--format md|html|json|csv] [-o FILE]
                                          the whole answer, for a ticket
  undermount diff BEFORE AFTER            what is new, gone, changed between two captures?
  undermount redact SOURCE -o FILE        a bundle without names, that analyses equally
  undermount verify BUNDLE                was a byte of it changed?
  undermount COMMAND --help               one command in full
  undermount --version

Undermount connects to a host over SSH, reads evidence there without writing, mounting
or entering anything, and names the process, container and volume that keeps a mount or
a device alive. It runs no remedy; it prints them.

${source}

${exits}

Examples:
  undermount demo
  undermount capture root@db1 -o db1.umb
  undermount who 3f2a90c1d7e4 db1.umb
  undermount analyze ssh://ops@db1 --elevate sudo --fail-on high
  undermount script >collect.sh           # then, there: sudo sh collect.sh >db1.out
  undermount analyze db1.out
`,
  'help.open': () => `undermount [open] [SOURCE] [options]

Opens the window on SOURCE, or empty. Where Electron or a display is missing it says
so in one line, serves the same on a local port and prints its URL.

${source}

${live}

${exits}
`,
  'help.serve': () => `undermount serve [SOURCE] [--port N | --socket PATH] [options]

Serves the window's page to a browser on this machine and prints the one URL, with a
token that is valid once and for ten minutes. Nothing else listens. Stop it with Ctrl-C.

      --port N              port on 127.0.0.1; a free one
      --socket PATH         a private Unix socket instead, for ssh -L

${source}

${exits}
`,
  'help.capture': () => `undermount capture [USER@]HOST [-o FILE] [--json] [options]

Runs the collector script on HOST over one SSH connection and keeps what it prints in a
bundle. It writes nothing on the host. While it runs, FILE.part has every record that is
complete; at the end FILE is sealed. Ctrl-C keeps what had arrived (exit 4).

  -o, --output FILE         the bundle; HOST-TIME.umb in the current directory. An
                            earlier FILE is replaced when the new one is whole
      --json                print the analysis as JSON instead of the bundle's name

${live}

${exits}
`,
  'help.script': () => `undermount script [--with thin-metadata,capacity,layer-listings]

Prints the collector script. Run it where you cannot connect from here, as root if you
can, and open what it prints:

  sudo sh collect.sh >host.out
  undermount analyze host.out

It is the script that capture sends, byte for byte but for the nonce of each run.
--with adds what capture's --with adds; the script itself says what that changes there.
`,
  'help.analyze': () => `undermount analyze SOURCE [--json] [--fail-on SEVERITY] [options]

Answers every rule for SOURCE: fires, clear, not applicable, or cannot tell and why.

      --json                schema undermount.analysis/1
      --fail-on low|medium|high|critical
                            exit 1 when a finding is at least this severe

${source}

${live}

${exits}
`,
  'help.who': () => `undermount who NEEDLE SOURCE [--json] [options]

Names every holder of NEEDLE: a container's id, its first characters or its name; a
path; a device (253:16, dm-16 or its dm name); a mount id. For each: the namespace and who
keeps it, the process, the container and volume, and why the unmount did not reach it;
then the fewest steps that free it. Nobody holding it is an answer too (exit 0).

      --json                schema undermount.who/1

${source}

${live}

${exits}
`,
  'help.figure': () => `undermount figure SOURCE --view namespaces|pool|chain|blocks|layers|card [--focus ID]
                  [--theme light|dark] -o FILE

Draws what the window shows.

      --view namespaces     the mount namespaces and what passes between them
      --view pool           disks, thin pools, thin devices and whose they are
      --view chain          from a container, layer or device down to the disk; needs
                            --focus
      --view blocks         which blocks of a pool are whose; needs evidence taken
                            --with thin-metadata
      --view layers         an image as stored, as unpacked and who stands on it; without
                            --focus the one in most trouble
      --view card           one finding, whole, for a ticket; --focus is its id, its code,
                            or what it is about
      --focus ID            only what concerns this; a NEEDLE of "who", a pool, a thin id;
                            of layers an image, a container, a layer's folder or digest,
                            or CONTAINER:/PATH: which mount and which layer serve it
      --theme light|dark    light
  -o, --output FILE         ends in .svg, .png or .pdf

${source}

${live}

${exits}
`,
  'help.report': () => `undermount report SOURCE [--format md|html|json|csv] [-o FILE] [options]

      --format FORMAT       md. html is one file with its figures and no script; json is
                            what "analyze --json" prints; csv has a row per finding
      --theme light|dark    of the HTML: light
  -o, --output FILE         instead of standard output

${source}

${live}

${exits}
`,
  'help.diff': () => `undermount diff BEFORE AFTER [--json] [options]

Compares two captures of one host, object by object: findings, containers, pods, holders,
namespaces, mounts, devices, pools, thin devices, layers and images. Exit 1 when something
is new, gone or changed. What one of the two did not see is "not comparable", never
"gone".

${source}

${live}

${exits}
`,
  'help.redact': () => `undermount redact SOURCE -o FILE [--map FILE] [--name-original] [options]
undermount redact SOURCE --preview [options]

Writes a new bundle in which names of hosts, domains, users, registries, images, pods,
namespaces, containers and volumes, addresses, ids of 12 or more hex digits and parts of
paths are pseudonyms of the same length. It analyses as the original does. Words that
every host has (FHS, kernel, engines, system accounts) stay; what stays although a
container or the like is called so is said. Times, sizes and numbers stay.

      --preview             only the list of what would be replaced, and how often;
                            writes nothing
      --map FILE            what stands for what, for you alone: made when there is none,
                            mode 0600. Given again for a second bundle, the same names get
                            the same pseudonyms, so that "diff" still compares
      --name-original       the bundle says the hash of the evidence it was made from
  -o, --output FILE         the new bundle

${source}

${live}

${exits}
`,
  'help.verify': () => `undermount verify BUNDLE

Compares a bundle byte for byte with what it says of itself: every member's hash, headers,
order, padding, and the seal over the whole. Exit 1 and one line for each member that
differs. A bundle without seal is that of a capture that was cut.
`,
} as const;
