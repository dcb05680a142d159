"""layer-image.py FILE: two images as `docker save` writes them, with what layers can hold: whiteouts, an opaque folder, a hard link,
setuid, device nodes, long and hostile names; the second one is busybox, which can run. The same bytes every time."""
import hashlib, io, json, sys, tarfile
def layer(fill):
    b = io.BytesIO()
    t = tarfile.open(fileobj=b, mode="w", format=tarfile.PAX_FORMAT)
    fill(t); t.close(); return b.getvalue()
def add(t, name, kind="f", data=b"", mode=None, link="", dev=(0, 0), uid=0, gid=0):
    i = tarfile.TarInfo(name); i.mtime = 1600000000; i.uid, i.gid = uid, gid
    i.type = {"f": tarfile.REGTYPE, "d": tarfile.DIRTYPE, "l": tarfile.SYMTYPE, "h": tarfile.LNKTYPE, "c": tarfile.CHRTYPE, "p": tarfile.FIFOTYPE}[kind]
    i.mode = mode if mode is not None else {"d": 0o755, "l": 0o777}.get(kind, 0o644); i.linkname = link; i.size = len(data) if kind == "f" else 0
    i.devmajor, i.devminor = dev; t.addfile(i, io.BytesIO(data))
def one(t):
    for d in ("bin", "dev", "etc", "etc/app", "opt", "opt/old", "tmp", "usr", "usr/lib"): add(t, d, "d", mode=0o1777 if d == "tmp" else 0o755)
    add(t, "bin/sh", data=b"#!none\n" * 40, mode=0o755); add(t, "bin/su", data=b"s" * 300, mode=0o4755); add(t, "bin/ash", "h", mode=0o755, link="bin/sh")
    add(t, "etc/passwd", data=b"root:x:0:0::/:/bin/sh\n"); add(t, "etc/app/a.conf", data=b"a=1\n"); add(t, "etc/app/b.conf", data=b"b=1\n")
    add(t, "opt/old/one", data=b"1"); add(t, "opt/old/two", data=b"22"); add(t, "usr/lib/libc.so.6", data=b"\x7fELF" + b"\0" * 5000, mode=0o755)
    add(t, "usr/lib/libc.so", "l", link="libc.so.6"); add(t, "dev/null", "c", mode=0o666, dev=(1, 3)); add(t, "dev/pipe", "p")
def two(t):
    add(t, "etc", "d"); add(t, "etc/app", "d"); add(t, "etc/app/.wh.b.conf"); add(t, "etc/app/a.conf", data=b"a=2\nlonger\n", mode=0o600)
    add(t, "opt", "d"); add(t, "opt/old", "d"); add(t, "opt/old/.wh..wh..opq"); add(t, "opt/old/three", data=b"333", uid=1000, gid=1000)
def three(t):
    add(t, "usr", "d"); add(t, "usr/share", "d")
    long = "usr/share/" + "a-very-long-folder-name/" * 5 + "file with spaces and \u00fcmlaut"
    add(t, "usr/share/" + "a-very-long-folder-name/" * 5, "d"); add(t, long, data=b"x" * 10)
    add(t, "usr/share/tab\there", data=b"t"); add(t, "usr/share/back\\slash", data=b"b"); add(t, "usr/share/new\nline", data=b"n")
    add(t, "usr/share/many", "d")
    for i in range(40): add(t, f"usr/share/many/{i:03}", data=b"y" * i)
def four(t): add(t, "entry", data=b"\x7fELF" + b"e" * 900, mode=0o755)
def busy(t):
    add(t, "bin", "d"); add(t, "bin/busybox", data=open("/bin/busybox", "rb").read(), mode=0o755)
    add(t, "proc", "d"); add(t, "sys", "d"); add(t, "dev", "d")


def digest(b):
    return "sha256:" + hashlib.sha256(b).hexdigest()


out = tarfile.open(sys.argv[1], "w")


def put(name, data):
    i = tarfile.TarInfo(name); i.size = len(data); i.mode = 0o644; out.addfile(i, io.BytesIO(data))


def image(tag, fills, entry):
    layers = [layer(f) for f in fills]
    config = json.dumps({"architecture": "amd64", "os": "linux", "created": "2020-09-13T12:26:40Z",
        "config": {"Entrypoint": entry[:1], "Cmd": entry[1:], "Env": ["PATH=/bin", "API_TOKEN=CaNaRy7391"]},
        "rootfs": {"type": "layers", "diff_ids": [digest(l) for l in layers]},
        "history": [{"created": "2020-09-13T12:26:40Z", "created_by": f"layer {i}"} for i in range(len(layers))]}).encode()
    names = [digest(l)[7:] + ".tar" for l in layers]
    for name, data in zip(names, layers): put(name, data)
    put(digest(config)[7:] + ".json", config)
    return {"Config": digest(config)[7:] + ".json", "RepoTags": [tag], "Layers": names}


put("manifest.json", json.dumps([image("docker.io/lab/layers:1", (one, two, three, four), ["/entry", "--serve"]),
    image("docker.io/lab/busy:1", (busy,), ["/bin/busybox", "sleep", "1000"])]).encode())
out.close()
