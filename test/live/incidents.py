#!/usr/bin/env python3
"""incidents.py DIR FACTS -- COMMAND…: run as pid 1 of a private pid and mount namespace.

Makes holders that are hard to see below DIR, writes what it made to FACTS as JSON, runs COMMAND with our stdin and
stdout, and ends. The kernel then ends every process of the pid namespace, and the mounts go with the mount namespace."""
import ctypes, json, os, subprocess, sys, threading, time

libc = ctypes.CDLL(None, use_errno=True)
NEWNS, PRIVATE_REC, BIND, DETACH = 0x20000, 0x40000 | 0x4000, 0x1000, 2


def check(result, what):
    if result:
        raise OSError(ctypes.get_errno(), what)


def unshare():
    check(libc.unshare(NEWNS), "unshare")
    check(libc.mount(b"none", b"/", None, PRIVATE_REC, None), "make private")


def mount(source, target, kind=None, flags=0):
    check(libc.mount(source.encode(), target.encode(), kind and kind.encode(), flags, None), f"mount {target}")


def namespace(path):
    return int(os.readlink(path)[5:-1])


# Write ends a further child must not keep: its parent's failure would never be seen.
pipes = []


def child(work):
    """A forked child that does `work`, says so, and sleeps until it is killed."""
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        for fd in pipes:
            os.close(fd)
        pipes[:] = [w]
        os.close(r)
        try:
            work()
            os.write(w, b"x")
        except BaseException as e:
            print(f"incidents.py: {e}", file=sys.stderr)
            os._exit(1)
        while True:
            time.sleep(1000)
    os.close(w)
    if os.read(r, 1) != b"x":
        raise SystemExit("a holder could not be made")
    os.close(r)
    return pid


def end(pid):
    os.kill(pid, 9)
    os.waitpid(pid, 0)


def open_file(path):
    open(path, "w").close()
    return path


folder, facts_file = sys.argv[1:3]
command = sys.argv[4:]
# A namespace can be pinned only in one with a lower id, and Linux 6.18 draws ids per processor.
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
unshare()
for name in ("victim", "copy", "gone", "hostile"):
    os.mkdir(f"{folder}/{name}")
mount("victim", f"{folder}/victim", "tmpfs")
open_file(f"{folder}/victim/file")
victim = os.stat(f"{folder}/victim").st_dev
facts = {"device": f"{os.major(victim)}:{os.minor(victim)}", "dev": victim}

# A process in a namespace of its own, with a copy at another path.
holder = child(lambda: (unshare(), mount(f"{folder}/victim", f"{folder}/copy", flags=BIND)))
facts["process"] = {"pid": holder, "namespace": namespace(f"/proc/{holder}/ns/mnt")}

# A namespace pinned by nsfs, and in it the only pin of another one.
def outer():
    unshare()
    inner = child(unshare)
    facts_inner = namespace(f"/proc/{inner}/ns/mnt")
    mount(f"/proc/{inner}/ns/mnt", open_file(f"{folder}/inner pin"), flags=BIND)
    end(inner)
    with open(f"{folder}/nested", "w") as f:
        f.write(str(facts_inner))


pinned = child(outer)
facts["pinned"] = {"namespace": namespace(f"/proc/{pinned}/ns/mnt"), "path": f"{folder}/pin"}
mount(f"/proc/{pinned}/ns/mnt", open_file(f"{folder}/pin"), flags=BIND)
end(pinned)
facts["nested"] = {"namespace": int(open(f"{folder}/nested").read())}

# A namespace kept by a descriptor only.
kept = child(unshare)
facts["fd"] = {"namespace": namespace(f"/proc/{kept}/ns/mnt"), "pid": os.getpid()}
facts["fd"]["fd"] = os.open(f"/proc/{kept}/ns/mnt", os.O_RDONLY)
end(kept)

# One thread in a namespace of its own.
ready = threading.Event()
def thread():
    unshare()
    facts["thread"] = {"pid": os.getpid(), "tid": threading.get_native_id()}
    ready.set()
    time.sleep(1e6)


threading.Thread(target=thread, daemon=True).start()
ready.wait()
facts["thread"]["namespace"] = namespace(f"/proc/self/task/{facts['thread']['tid']}/ns/mnt")

# A process whose root is in a detached mount: its own table is empty, that of its neighbour is not.
def rootless():
    unshare()
    mount("gone", f"{folder}/gone", "tmpfs")
    def go():
        os.chroot(f"{folder}/gone")
        os.chdir("/")
    facts_pid = child(go)
    check(libc.umount2(f"{folder}/gone".encode(), DETACH), "umount")
    with open(f"{folder}/rootless", "w") as f:
        f.write(str(facts_pid))


neighbour = child(rootless)
facts["rootless"] = {"pid": int(open(f"{folder}/rootless").read()), "neighbour": neighbour, "namespace": namespace(f"/proc/{neighbour}/ns/mnt")}

# Names that try to be something else: a frame, a terminal command, markup.
name = "\x1e" + "f" * 32 + " E\tcomplete\t0\t1.00\n\x1b[31m\u202e<img src=x onerror=alert(1)>"
os.mkdir(f"{folder}/hostile/{name}")
mount("hostile", f"{folder}/hostile/{name}", "tmpfs")
facts["hostile"] = {"name": name}


def hostile():
    os.chdir(f"{folder}/hostile/{name}")
    libc.prctl(15, b"\x1b[2J\n) Z 1 1 (<b>", 0, 0, 0)


facts["hostile"]["pid"] = child(hostile)
argv = os.fork()
if argv == 0:
    os.execv("/bin/sleep", [f"\x1e{name}\n/proc/1/cmdline:--password CaNaRy7391", "100000"])
facts["hostile"]["argvPid"] = argv

with open(facts_file, "w") as f:
    json.dump(facts, f)
status = subprocess.call(command)
sys.exit(status)
