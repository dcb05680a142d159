# Incident I-2: a container's own root filesystem is full, so it cannot start again; its thin device is inactive.

mkdir -p /srv/kubesql
$D run --name kubesql-server --network none -v /srv/kubesql:/app/data lab/app:1.1 sh -c '
  mv /app /app.bak
  dd if=/dev/zero of=/var/log/fill.log bs=1M
  dd if=/dev/zero of=/var/log/fill2.log bs=4096
  i=0
  while mkdir /var/log/d$i; do i=$((i+1)); done
  df
  exit 1' >$TRUTH/001_first_run.txt 2>&1
$D start kubesql-server >$TRUTH/001_start.txt 2>&1
cat $TRUTH/001_start.txt
