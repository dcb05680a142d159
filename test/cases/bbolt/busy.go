// Writes to a database without pause until it is killed: what copies are taken from while it is in use. See README.md.
//
// Every state holds: the numbers in "keys" sum up to the number in "sum".
package main

import (
	"encoding/binary"
	"fmt"
	"math/rand"
	"os"

	bolt "go.etcd.io/bbolt"
)

func main() {
	db, err := bolt.Open(os.Args[1], 0600, &bolt.Options{NoSync: true})
	if err != nil {
		panic(err)
	}
	number := func(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
	for {
		err := db.Update(func(tx *bolt.Tx) error {
			keys, err := tx.CreateBucketIfNotExists([]byte("keys"))
			if err != nil {
				return err
			}
			total, err := tx.CreateBucketIfNotExists([]byte("total"))
			if err != nil {
				return err
			}
			sum := uint64(0)
			if before := total.Get([]byte("sum")); before != nil {
				sum = binary.BigEndian.Uint64(before)
			}
			for i := 0; i < 1+rand.Intn(60); i++ {
				key := []byte(fmt.Sprintf("key %06d", rand.Intn(20000)))
				if before := keys.Get(key); before != nil {
					sum -= binary.BigEndian.Uint64(before)
				}
				if rand.Intn(4) == 0 {
					if err := keys.Delete(key); err != nil {
						return err
					}
					continue
				}
				n := uint64(rand.Intn(1 << 20))
				sum += n
				if err := keys.Put(key, append(number(n), make([]byte, rand.Intn(200))...)); err != nil {
					return err
				}
			}
			return total.Put([]byte("sum"), number(sum))
		})
		if err != nil {
			panic(err)
		}
	}
}
