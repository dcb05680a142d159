#!/usr/bin/env python3
"""world.py KIND DIR READY OPTIONS… -- COMMAND…: run as pid 1 of a private pid and mount namespace.

leak   PROCESSES NAMESPACES MOUNTS   processes spread over namespaces with MOUNTS tmpfs mounts each, named by 64-hex ids;
                                     one of them is unmounted again where it was made, and lives on in the copies
cliff  BINDS NAMESPACES SLAVES       BINDS bind mounts of one shared tmpfs, all one peer group, copied into NAMESPACES,
                                     of which SLAVES are slaves of it; one that is none has a mount more

Runs COMMAND when the world stands, then ends; the kernel ends the processes, and the mounts go with their namespaces."""
import ctypes, hashlib, json, os, shutil, subprocess, sys

libc = ctypes.CDLL(None, use_errno=True)
NEWNS, BIND, REC, PRIVATE, SLAVE, SHARED = 0x20000, 0x1000, 0x4000, 1 << 18, 1 << 19, 1 << 20


def check(result, what):
    if result:
        raise OSError(ctypes.get_errno(), what)


def mount(source, target, kind=None, flags=0):
    check(libc.mount(source.encode(), target.encode(), kind and kind.encode(), flags, b"size=64k" if kind else None), f"mount {target}")


def identity(n):
    return hashlib.sha256(str(n).encode()).hexdigest()


def sleepers(count, prepare):
    """One namespace with `count` processes. `prepare` runs in it first."""
    r, w = os.pipe()
    if os.fork() == 0:
        os.close(r)
        check(libc.unshare(NEWNS), "unshare")
        prepare()
        for _ in range(count - 1):
            if os.fork() == 0:
                os.execv("/bin/sleep", ["sleep", "1000000"])
        os.write(w, b"x")
        os.close(w)
        os.execv("/bin/sleep", ["sleep", "1000000"])
    os.close(w)
    if os.read(r, 1) != b"x":
        raise SystemExit("a namespace could not be made")
    os.close(r)


kind, folder, ready = sys.argv[1:4]
split = sys.argv.index("--")
a, b, c = map(int, sys.argv[4:split])
command = sys.argv[split + 1 :]
check(libc.mount(b"none", b"/", None, REC | PRIVATE, None), "make private")
mount("world", folder, "tmpfs")
# The ground must hold as many folders as there are mounts.
check(libc.mount(b"world", folder.encode(), None, 32, b"size=64m,nr_inodes=200k"), "grow")
# Accounts of the bench's sshd are made in an /etc of its own: other tests of this machine make and remove theirs meanwhile.
shutil.copytree("/etc", f"{folder}/etc", symlinks=True, ignore_dangling_symlinks=True)
mount(f"{folder}/etc", "/etc", flags=BIND)
facts = {}
if kind == "leak":
    processes, namespaces, mounts = a, b, c
    for n in range(mounts):
        at = f"{folder}/containers/{identity(n)}/mounts/shm"
        os.makedirs(at)
        mount("shm", at, "tmpfs")
    for n in range(namespaces):
        sleepers(processes // namespaces, lambda: None)
    # Removed where it was made; every namespace that was copied meanwhile keeps it: the incident itself.
    leaked = f"{folder}/containers/{identity(mounts // 2)}/mounts/shm"
    check(libc.umount2(leaked.encode(), 0), "umount")
    facts = {"needle": leaked, "namespaces": namespaces, "holders": processes // namespaces * namespaces}
else:
    binds, namespaces, slaves = a, b, c
    source = f"{folder}/source"
    os.mkdir(source)
    mount("cliff", source, "tmpfs")
    check(libc.mount(b"none", source.encode(), None, SHARED, None), "share")
    for n in range(binds):
        at = f"{folder}/{identity(n)}"
        os.mkdir(at)
        mount(source, at, flags=BIND)
    leaked = f"{folder}/containers/{identity('leak')}/mounts/shm"
    os.makedirs(leaked)

    def prepare(slave, holds):
        if slave:
            check(libc.mount(b"none", b"/", None, REC | SLAVE, None), "slave")
        if holds:
            mount("shm", leaked, "tmpfs")

    for n in range(namespaces):
        sleepers(1, lambda: prepare(n >= namespaces - slaves, n == namespaces // 4))
    facts = {"needle": leaked, "namespaces": 1, "holders": 1}
with open(ready, "w") as f:
    json.dump(facts, f)
sys.exit(subprocess.call(command))
