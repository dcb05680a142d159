/**
 * A small collector script for tests of the link: it writes frames as shared/evidence/frame-lines.ts defines them,
 * from a shell, without the real collectors.
 */
export const framedScript = (body: string) => (nonce: string) =>
  `
n=${nonce}
s=$(printf '\\036')
up() { read -r u _ < /proc/uptime; }
frame() { up; printf '%s%s %s\\n' "$s" "$n" "$1"; }
collector() { up; printf '%s%s C\\t%s\\t1\\t%s\\n' "$s" "$n" "$1" "$u"; }
done_() { up; printf '%s%s D\\t%s\\t1\\t%s\\tok\\t\\n' "$s" "$n" "$1" "$u"; }
begin() { up; printf '%s%s B\\t%s\\t0\\t%s\\t%s\\n' "$s" "$n" "$1" "$u" "$2"; }
end() { up; printf '%s%s E\\tcomplete\\t0\\t%s\\n' "$s" "$n" "$u"; }
up
printf '%sundermount-capture/1 %s test %s %s host\\n' "$s" "$n" "$(date +%s.%N)" "$u"
${body}
up
printf '%s%s Z\\t%s\\n' "$s" "$n" "$u"
`;

/** `count` records of one collector, `size` bytes each, every one with its own number in every line. */
export const numberedRecords = (count: number, size: number): string => `
collector processes
i=0
while [ $i -lt ${count} ]; do
  begin processes/$i /proc/$i
  yes "record $i of a capture" | head -c ${size}
  end
  i=$((i + 1))
done
done_ processes
`;
