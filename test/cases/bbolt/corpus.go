// Writes the files of this folder with the real library (go.etcd.io/bbolt). See README.md.
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"

	bolt "go.etcd.io/bbolt"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

type step func(tx *bolt.Tx) error

// write makes NAME.db.gz and NAME.txt.gz; each step is one transaction. keep: states to keep too, as NAME.<txid>.db.gz.
func write(out, name string, options *bolt.Options, keep bool, steps ...step) {
	path := filepath.Join(os.TempDir(), name+".db")
	os.Remove(path)
	options.NoSync = true
	db, err := bolt.Open(path, 0600, options)
	must(err)
	for _, s := range steps {
		must(db.Update(s))
		if keep {
			id := 0
			must(db.View(func(tx *bolt.Tx) error { id = tx.ID(); return nil }))
			pack(out, fmt.Sprintf("%s.%d", name, id), path, db)
		}
	}
	if !keep {
		pack(out, name, path, db)
	}
	must(db.Close())
	os.Remove(path)
}

func pack(out, name, path string, db *bolt.DB) {
	content, err := os.ReadFile(path)
	must(err)
	gz(filepath.Join(out, name+".db.gz"), content)
	var listing bytes.Buffer
	must(db.View(func(tx *bolt.Tx) error {
		for err := range tx.Check() {
			return err
		}
		fmt.Fprintf(&listing, "txid %d size %d pagesize %d\n", tx.ID(), tx.Size(), db.Info().PageSize)
		return tx.ForEach(func(key []byte, bucket *bolt.Bucket) error { return list(&listing, nil, key, bucket) })
	}))
	gz(filepath.Join(out, name+".txt.gz"), listing.Bytes())
}

func list(to *bytes.Buffer, path []string, key []byte, bucket *bolt.Bucket) error {
	here := append(append([]string{}, path...), short(key))
	fmt.Fprintf(to, "bucket %s %d\n", strings.Join(here, "/"), bucket.Sequence())
	return bucket.ForEach(func(k, v []byte) error {
		if v == nil {
			return list(to, here, k, bucket.Bucket(k))
		}
		fmt.Fprintf(to, "value %s/%s %s\n", strings.Join(here, "/"), short(k), short(v))
		return nil
	})
}

// short gives up to 24 bytes in hex, and more as length and hash.
func short(b []byte) string {
	if len(b) <= 24 {
		return hex.EncodeToString(b)
	}
	sum := sha256.Sum256(b)
	return fmt.Sprintf("%d:%s", len(b), hex.EncodeToString(sum[:8]))
}

func gz(path string, content []byte) {
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, 9)
	_, err := w.Write(content)
	must(err)
	must(w.Close())
	must(os.WriteFile(path, packed.Bytes(), 0644))
}

func fill(bucket string, from, to int, value func(i int) []byte) step {
	return func(tx *bolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists([]byte(bucket))
		if err != nil {
			return err
		}
		for i := from; i < to; i++ {
			if err := b.Put([]byte(fmt.Sprintf("key-%06d", i)), value(i)); err != nil {
				return err
			}
		}
		return nil
	}
}

func small(i int) []byte { return []byte(fmt.Sprint(i % 7)) }

func shapes(tx *bolt.Tx) error {
	top, err := tx.CreateBucket([]byte("shapes"))
	must(err)
	must(top.SetSequence(1 << 40))
	_, err = top.CreateBucket([]byte("empty"))
	must(err)
	inline, err := top.CreateBucket([]byte("inline"))
	must(err)
	must(inline.SetSequence(7))
	must(inline.Put([]byte("a"), []byte("1")))
	must(inline.Put([]byte("empty value"), []byte{}))
	big, err := top.CreateBucket([]byte("big"))
	must(err)
	random := rand.New(rand.NewSource(1))
	for _, size := range []int{1, 4000, 4096, 65536, 300000} {
		value := bytes.Repeat([]byte{byte(size)}, size)
		random.Read(value[:min(16, size)])
		must(big.Put([]byte(fmt.Sprintf("value of %d", size)), value))
	}
	must(big.Put(bytes.Repeat([]byte("k"), bolt.MaxKeySize), []byte("longest key")))
	must(big.Put(append(bytes.Repeat([]byte("k"), bolt.MaxKeySize-1), 'l'), []byte("longest key, its last byte another")))
	must(big.Put([]byte{0}, []byte("NUL")))
	must(big.Put([]byte{0xff, 0xfe}, []byte("no UTF-8")))
	at := top
	for depth := 0; depth < 10; depth++ {
		at, err = at.CreateBucket([]byte(fmt.Sprintf("level %d", depth)))
		must(err)
		must(at.Put([]byte("depth"), []byte{byte(depth)}))
	}
	return nil
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func remove(bucket string, keep func(i int) bool, to int) step {
	return func(tx *bolt.Tx) error {
		for i := 0; i < to; i++ {
			if !keep(i) {
				must(tx.Bucket([]byte(bucket)).Delete([]byte(fmt.Sprintf("key-%06d", i))))
			}
		}
		return nil
	}
}

func main() {
	out := os.Args[1]
	wide := func(i int) []byte { return bytes.Repeat([]byte{byte(i)}, 40+i%300) }
	write(out, "new", &bolt.Options{}, false)
	for _, size := range []int{4096, 16384, 65536} {
		write(out, fmt.Sprintf("shapes-%d", size), &bolt.Options{PageSize: size}, false, shapes, fill("keys", 0, 3000, wide))
	}
	// Three levels of branches: keys of 200 bytes leave room for twenty in a page.
	deep := func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("deep"))
		must(err)
		for i := 0; i < 9000; i++ {
			key := fmt.Sprintf("%0200d", i)
			must(b.Put([]byte(key), small(i)))
		}
		return nil
	}
	write(out, "deep", &bolt.Options{}, false, deep)
	for _, kind := range []bolt.FreelistType{bolt.FreelistArrayType, bolt.FreelistMapType} {
		write(out, "freed-"+string(kind), &bolt.Options{FreelistType: kind}, false,
			fill("keys", 0, 4000, wide), remove("keys", func(i int) bool { return i%5 == 0 }, 4000), fill("other", 0, 50, wide))
	}
	write(out, "no-freelist", &bolt.Options{NoFreelistSync: true}, false,
		fill("keys", 0, 2000, wide), remove("keys", func(i int) bool { return i > 900 }, 2000))
	// Enough free pages for a list of more than 65,534: its count does not fit into the header.
	write(out, "many-free", &bolt.Options{PageSize: 1024}, false,
		fill("keys", 0, 70, func(i int) []byte { return make([]byte, 1<<20) }),
		remove("keys", func(i int) bool { return i < 2 }, 70))
	// The same database after each of eight transactions: both meta pages in turn, and what torn copies are mixed from.
	steps := []step{fill("keys", 0, 600, wide)}
	for i := 0; i < 7; i++ {
		n := i
		steps = append(steps, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("keys"))
			for j := 0; j < 60; j++ {
				must(b.Put([]byte(fmt.Sprintf("key-%06d", (j*37+n*101)%900)), wide(j+n)))
				must(b.Delete([]byte(fmt.Sprintf("key-%06d", (j*53+n*11)%900))))
			}
			c, err := tx.CreateBucketIfNotExists([]byte(fmt.Sprintf("of step %d", n)))
			must(err)
			_, err = c.NextSequence()
			must(err)
			return c.Put([]byte("step"), []byte{byte(n)})
		})
	}
	write(out, "history", &bolt.Options{}, true, steps...)
}
