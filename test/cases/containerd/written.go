// Writes the files of written/ with containerd's own packages (1.6). See README.md.
package main

import (
	"compress/gzip"
	"context"
	_ "crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/containerd/containerd/containers"
	"github.com/containerd/containerd/content"
	"github.com/containerd/containerd/content/local"
	"github.com/containerd/containerd/images"
	"github.com/containerd/containerd/leases"
	"github.com/containerd/containerd/metadata"
	"github.com/containerd/containerd/namespaces"
	"github.com/containerd/containerd/snapshots"
	"github.com/containerd/containerd/snapshots/devmapper"
	"github.com/containerd/containerd/snapshots/native"
	"github.com/gogo/protobuf/types"
	digest "github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	bolt "go.etcd.io/bbolt"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

var listing *os.File

func say(what string, row map[string]interface{}) {
	row["what"] = what
	line, err := json.Marshal(row)
	must(err)
	fmt.Fprintln(listing, string(line))
}

func ms(t time.Time) int64 { return t.UnixNano() / 1000000 }

func pack(from, to string) {
	raw, err := os.ReadFile(from)
	must(err)
	file, err := os.Create(to)
	must(err)
	w, _ := gzip.NewWriterLevel(file, 9)
	_, err = w.Write(raw)
	must(err)
	must(w.Close())
	must(file.Close())
}

func main() {
	out := os.Args[1]
	root, err := os.MkdirTemp("", "written")
	must(err)
	defer os.RemoveAll(root)
	listing, err = os.Create(filepath.Join(out, "listing.jsonl"))
	must(err)
	db, err := bolt.Open(filepath.Join(root, "meta.db"), 0644, nil)
	must(err)
	store, err := local.NewStore(filepath.Join(root, "content"))
	must(err)
	sn, err := native.NewSnapshotter(filepath.Join(root, "native"))
	must(err)
	m := metadata.NewDB(db, store, map[string]snapshots.Snapshotter{"native": sn})
	must(m.Init(context.Background()))
	must(m.Update(func(tx *bolt.Tx) error {
		n := metadata.NewNamespaceStore(tx)
		must(n.Create(context.Background(), "alpha", map[string]string{"region": "eu", "owner": "größe"}))
		return n.Create(context.Background(), "beta", nil)
	}))
	for _, name := range []string{"alpha", "beta"} {
		fill(namespaces.WithNamespace(context.Background(), name), m, name)
		list(namespaces.WithNamespace(context.Background(), name), m, name)
	}
	must(sn.Walk(context.Background(), func(ctx context.Context, info snapshots.Info) error {
		row := map[string]interface{}{"key": info.Name, "kind": strings.ToLower(info.Kind.String()), "parent": info.Parent,
			"labels": info.Labels, "createdAt": ms(info.Created), "updatedAt": ms(info.Updated)}
		if info.Kind == snapshots.KindCommitted {
			usage, err := sn.Usage(ctx, info.Name)
			must(err)
			row["inodes"], row["size"] = usage.Inodes, usage.Size
		}
		say("stored", row)
		return nil
	}))
	must(db.Close())
	must(sn.Close())
	pack(filepath.Join(root, "meta.db"), filepath.Join(out, "meta.db.gz"))
	pack(filepath.Join(root, "native", "metadata.db"), filepath.Join(out, "native.db.gz"))
	devices(root, out)
}

func fill(ctx context.Context, m *metadata.DB, namespace string) {
	cs := m.ContentStore()
	lm := metadata.NewLeaseManager(m)
	lease, err := lm.Create(ctx, leases.WithID("pull of "+namespace), leases.WithLabels(map[string]string{"containerd.io/gc.expire": "2030-01-01T00:00:00Z"}))
	must(err)
	_, err = lm.Create(ctx, leases.WithID("empty"))
	must(err)
	leased := leases.WithLease(ctx, lease.ID)
	var blobs []digest.Digest
	for i := 0; i < 40; i++ {
		blob := []byte(fmt.Sprintf("blob %d of %s", i%30, namespace))
		d := digest.FromBytes(blob)
		blobs = append(blobs, d)
		labels := map[string]string{
			"containerd.io/uncompressed":                      "sha256:" + strings.Repeat("ab", 32),
			"containerd.io/distribution.source.registry.test": "library/a,library/b",
			fmt.Sprintf("containerd.io/gc.ref.content.l.%d", i): blobs[0].String(),
		}
		to := ctx
		if i < 2 {
			to = leased
		}
		must(content.WriteBlob(to, cs, fmt.Sprintf("write %d", i), strings.NewReader(string(blob)),
			ocispec.Descriptor{Size: int64(len(blob)), Digest: d}, content.WithLabels(labels)))
	}
	for i, expected := range []digest.Digest{"", digest.FromString("some day")} {
		to := leased
		if i == 1 {
			to = ctx
		}
		w, err := cs.Writer(to, content.WithRef(fmt.Sprintf("unfinished %d", i)), content.WithDescriptor(ocispec.Descriptor{Digest: expected, Size: 1 << 30}))
		must(err)
		_, err = w.Write([]byte("half"))
		must(err)
		must(w.Close())
	}
	is := metadata.NewImageStore(m)
	for i, name := range []string{"registry.test/app:1", "registry.test/app@" + blobs[3].String(), "ünïcode/名前:latest"} {
		_, err := is.Create(ctx, images.Image{Name: name, Labels: map[string]string{"n": fmt.Sprint(i)},
			Target: ocispec.Descriptor{MediaType: ocispec.MediaTypeImageManifest, Digest: blobs[i], Size: int64(1) << (20 * i)}})
		must(err)
	}
	s := m.Snapshotter("native")
	parent := ""
	for i := 0; i < 12; i++ {
		key := fmt.Sprintf("extract-%d", i)
		to := ctx
		if i == 3 {
			to = leased
		}
		_, err := s.Prepare(to, key, parent, snapshots.WithLabels(map[string]string{"containerd.io/snapshot.ref": "chain"}))
		must(err)
		name := "sha256:" + strings.Repeat(fmt.Sprintf("%02x", i), 32)
		must(s.Commit(to, name, key, snapshots.WithLabels(map[string]string{"containerd.io/snapshot/layer": fmt.Sprint(i)})))
		parent = name
	}
	_, err = s.Prepare(ctx, "running", parent)
	must(err)
	_, err = s.View(ctx, "looked at", parent)
	must(err)
	c := metadata.NewContainerStore(m)
	_, err = c.Create(ctx, containers.Container{ID: "running", Image: "registry.test/app:1", Snapshotter: "native", SnapshotKey: "running",
		Labels:     map[string]string{"io.kubernetes.pod.name": "web-0"},
		Runtime:    containers.RuntimeInfo{Name: "io.containerd.runc.v2", Options: &types.Any{TypeUrl: "containerd.runc.v1.Options", Value: []byte{1, 2, 3}}},
		Spec:       &types.Any{TypeUrl: "types.containerd.io/opencontainers/runtime-spec/1/Spec", Value: []byte(`{"ociVersion":"1.0.2","pad":"` + strings.Repeat("x", 9000) + `"}`)},
		Extensions: map[string]types.Any{"io.cri-containerd.container.metadata": {TypeUrl: "t", Value: []byte("{}")}, "empty": {}},
	})
	must(err)
	_, err = c.Create(ctx, containers.Container{ID: "bare", Runtime: containers.RuntimeInfo{Name: "r"}, Spec: &types.Any{}})
	must(err)
}

func list(ctx context.Context, m *metadata.DB, namespace string) {
	must(m.View(func(tx *bolt.Tx) error {
		labels, err := metadata.NewNamespaceStore(tx).Labels(ctx, namespace)
		say("namespace", map[string]interface{}{"name": namespace, "labels": labels})
		return err
	}))
	is, err := metadata.NewImageStore(m).List(ctx)
	must(err)
	for _, i := range is {
		say("image", map[string]interface{}{"namespace": namespace, "name": i.Name, "labels": i.Labels, "createdAt": ms(i.CreatedAt), "updatedAt": ms(i.UpdatedAt),
			"target": map[string]interface{}{"digest": i.Target.Digest, "mediaType": i.Target.MediaType, "size": i.Target.Size}})
	}
	cs, err := metadata.NewContainerStore(m).List(ctx)
	must(err)
	for _, c := range cs {
		extensions := map[string]interface{}{}
		for name, any := range c.Extensions {
			extensions[name] = any.TypeUrl + " " + fmt.Sprintf("%x", any.Value)
		}
		options := ""
		if c.Runtime.Options != nil {
			options = c.Runtime.Options.TypeUrl + " " + fmt.Sprintf("%x", c.Runtime.Options.Value)
		}
		say("container", map[string]interface{}{"namespace": namespace, "id": c.ID, "image": c.Image, "runtime": c.Runtime.Name, "runtimeOptions": options,
			"snapshotter": c.Snapshotter, "snapshotKey": c.SnapshotKey, "labels": c.Labels, "extensions": extensions,
			"spec": c.Spec.TypeUrl + " " + digest.FromBytes(c.Spec.Value).String(), "createdAt": ms(c.CreatedAt), "updatedAt": ms(c.UpdatedAt)})
	}
	must(m.Snapshotter("native").Walk(ctx, func(ctx context.Context, info snapshots.Info) error {
		say("snapshot", map[string]interface{}{"namespace": namespace, "key": info.Name, "parent": info.Parent, "kind": strings.ToLower(info.Kind.String()),
			"labels": info.Labels, "createdAt": ms(info.Created), "updatedAt": ms(info.Updated)})
		return nil
	}))
	must(m.ContentStore().Walk(ctx, func(info content.Info) error {
		say("blob", map[string]interface{}{"namespace": namespace, "digest": info.Digest, "size": info.Size, "labels": info.Labels,
			"createdAt": ms(info.CreatedAt), "updatedAt": ms(info.UpdatedAt)})
		return nil
	}))
	ingests, err := m.ContentStore().ListStatuses(ctx)
	must(err)
	for _, i := range ingests {
		say("ingest", map[string]interface{}{"namespace": namespace, "reference": i.Ref})
	}
	lm := metadata.NewLeaseManager(m)
	ls, err := lm.List(ctx)
	must(err)
	for _, l := range ls {
		resources, err := lm.ListResources(ctx, l)
		must(err)
		names := []string{}
		for _, r := range resources {
			names = append(names, r.Type+" "+r.ID)
		}
		say("lease", map[string]interface{}{"namespace": namespace, "id": l.ID, "labels": l.Labels, "createdAt": ms(l.CreatedAt), "resources": names})
	}
}

func devices(root, out string) {
	ctx := context.Background()
	path := filepath.Join(root, "devices.db")
	pool, err := devmapper.NewPoolMetadata(path)
	must(err)
	for state := devmapper.Unknown; state <= devmapper.Faulty; state++ {
		name := fmt.Sprintf("pool-snap-%d", state)
		must(pool.AddDevice(ctx, &devmapper.DeviceInfo{Name: name, Size: uint64(state) << 30, ParentName: "pool-snap-0"}))
		must(pool.UpdateDevice(ctx, name, func(info *devmapper.DeviceInfo) error {
			info.State, info.Error = state, fmt.Sprintf("as of %d", state)
			return nil
		}))
	}
	must(pool.MarkFaulty(ctx, "pool-snap-13"))
	must(pool.RemoveDevice(ctx, "pool-snap-12"))
	must(pool.WalkDevices(ctx, func(info *devmapper.DeviceInfo) error {
		say("device", map[string]interface{}{"name": info.Name, "deviceId": info.DeviceID, "size": info.Size, "parentName": info.ParentName,
			"state": info.State.String(), "error": info.Error})
		return nil
	}))
	must(pool.Close())
	pack(path, filepath.Join(out, "devmapper.db.gz"))
}
