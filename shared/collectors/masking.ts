/**
 * Masking of secrets on the target, before the bytes leave it: awk programs, because every host has one.
 * Without awk what would have to be masked is not collected.
 *
 * Three things are masked with `***`: the value of every environment variable (names stay), a value that belongs to a
 * key or option with a telling name (password, token, …), and the password inside a URL. It errs towards masking.
 */
import { quoteForShell, sh } from '#shared/collectors/shell.ts';

const words = sh`
function telling(s) {
  return tolower(s) ~ /pass(word|wd|phrase|code)?$|pass(word|wd|phrase|code)|(^|[^a-z])pwd|passw|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|encryption[-_.]?key|credential|authorization|cookie|jaas|dsn$/
}
# The value after each telling word of s, up to the next delimiter.
function mask(s,   out, low, rest, cut, n) {
  if (tolower(s) ~ /last-applied-configuration|\\"env(ironment)?\\"|-----begin/) return "***"
  out = ""
  while (match(s, /:\/\/[^\/@: "']*:[^@ "']+@/)) {
    rest = substr(s, RSTART, RLENGTH); n = index(substr(rest, 4), ":") + 3
    out = out substr(s, 1, RSTART - 1) substr(rest, 1, n) "***@"
    s = substr(s, RSTART + RLENGTH)
  }
  s = out s; out = ""
  low = tolower(s)
  while (match(low, /(pass(word|wd|phrase|code)|passw|(^|[^a-z])pass|(^|[^a-z])pwd|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential|authorization|cookie|bearer)[a-z0-9_.-]*([\\"']*[ \t]*[=:][ \t]*[\\"']*((bearer|basic|token)[ \t]+)?|[ \t]+[\\"']*)/)) {
    n = RSTART + RLENGTH - 1
    rest = substr(low, RSTART, RLENGTH)
    # A word in running text ("the token of") is no option: without "=" or ":" it must begin with a dash or be bearer.
    if (rest !~ /[=:]/ && rest !~ /bearer/ && substr(low, 1, RSTART) !~ /(^|[^a-z0-9])-[-a-z0-9_.]*$/ && substr(low, 1, RSTART - 1) !~ /(^|[^a-z0-9])--?[-a-z0-9_.]*$/) {
      out = out substr(s, 1, n); s = substr(s, n + 1); low = substr(low, n + 1); continue
    }
    out = out substr(s, 1, n)
    s = substr(s, n + 1); low = substr(low, n + 1)
    if (s == "") break
    if (match(s, /^[^ \t,;&"'\\]+/)) { out = out "***"; s = substr(s, RLENGTH + 1); low = substr(low, RLENGTH + 1) }
  }
  return out s
}
# An option whose value is the next argument.
function flag(s) { return s ~ /^--?[A-Za-z]/ && s !~ /=/ && telling(s) }
`;

/**
 * Stdin: file-lines of /proc/PID/cmdline with NUL turned into \037. An argument may hold a newline,
 * so whether the value is still masked is carried over to the next line of the same file.
 */
export const maskCommandLines = sh`
${words}
{
  c = index($0, ":"); file = substr($0, 1, c); line = substr($0, c + 1)
  if (file != last) { carry = 0; next_masked = 0; program = ""; first = 1 } else first = 0
  last = file
  n = split(line, arg, "\037")
  printf "%s", file
  for (i = 1; i <= n; i++) {
    a = arg[i]; whole = a
    if (i == 1 && carry) { if (a != "") a = "***"; next_masked = 0 }
    else if (next_masked) { if (a != "") a = "***"; }
    else {
      a = mask(a)
      if (program ~ /mysql|mariadb/ && whole ~ /^-p./) a = "-p***"
      else if (whole ~ /^-p=/) a = "-p=***"
      else if (user_next && index(a, ":")) a = substr(a, 1, index(a, ":")) "***"
    }
    printf "%s%s", a, (i < n ? "\037" : "")
    if (i < n) {
      if (program == "") { program = whole; sub(/.*\//, "", program); if (program == "") program = "?" }
      next_masked = flag(whole) || (whole == "-p" && program == "sshpass") || (whole == "-a" && program == "redis-cli")
      user_next = (whole == "-u" || whole == "--user") && program == "curl"
      carry = 0
    } else if (next_masked || a != whole) carry = 1 # The line ends inside this argument: the next line belongs to it.
    else if (whole != "") carry = 0
  }
  printf "\n"
}`;

/**
 * Arguments: files of JSON. Prints file-lines. Follows the structure with a stack, string by string, so that an escaped
 * quote or a brace inside a string does not mislead it; the state starts anew with each file.
 */
export const maskJson = sh`
${words}
function isenv(k) { k = tolower(k); return k == "env" || k == "envs" || k == "environ" || k == "environment" || k == "environmentvariables" }
# Paths are evidence: a folder may be called "token".
function ispath(k) { k = tolower(k); return k ~ /^(source|destination|binds|mounts|options|path|root|rootfs|name|type|propagation|mountpoint|upperdir|lowerdir|target|id|image|driver)$/ }
function value(s) {
  if (depth > 0 && envs > 0) {
    if (kind[depth] == "[") return index(s, "=") ? substr(s, 1, index(s, "=")) "***" : s
    return tolower(key[depth]) == "name" ? s : "***"
  }
  if (depth > 0 && kind[depth] == "{" && telling(key[depth])) return s == "" ? s : "***"
  if (depth > 0 && kind[depth] == "[") {
    if (was_flag[depth]) { was_flag[depth] = 0; return "***" }
    if (depth > 1 && ispath(key[depth - 1])) return s
    was_flag[depth] = flag(s)
    return mask(s)
  }
  if (depth > 0 && ispath(key[depth])) return index(s, "://") ? mask(s) : s
  return mask(s)
}
FNR == 1 { depth = 0; envs = 0; instring = 0; split("", kind); split("", key); split("", was_flag) }
{
  printf "%s:", FILENAME
  n = split($0, part, "\"")
  text = ""
  for (i = 1; i <= n; i++) {
    p = part[i]
    if (instring) {
      text = text p
      match(p, /\\*$/)
      if (RLENGTH % 2 == 1 && i < n) { text = text "\""; continue }
      if (i == n) break
      instring = 0
      if (kind[depth] == "{" && part[i + 1] ~ /^[ \t\r]*:/) { key[depth] = text; printf "%s\"", text }
      else printf "%s\"", value(text)
      text = ""
      continue
    }
    m = length(p)
    for (j = 1; j <= m; j++) {
      ch = substr(p, j, 1)
      if (ch == "{" || ch == "[") {
        env_here = depth > 0 && kind[depth] == "{" && isenv(key[depth])
        depth++; kind[depth] = ch; key[depth] = ""; was_flag[depth] = 0
        env_of[depth] = env_here; envs += env_here
      } else if (ch == "}" || ch == "]") {
        if (depth > 0) { envs -= env_of[depth]; depth-- }
      }
    }
    printf "%s", p
    if (i < n) { printf "\""; instring = 1; text = "" }
  }
  # A string that goes over the end of its line is no JSON: nothing more of it is printed.
  if (instring) { printf "***"; instring = 0 }
  printf "\n"
}`;

/** Stdin: file-lines of configuration files. */
const maskLines = sh`
${words}
{ print mask($0) }`;

/** Shell variables that hold the programs. */
export const maskingPrelude = sh`
um_mask_cmdline=${quoteForShell(maskCommandLines)}
um_mask_json=${quoteForShell(maskJson)}
um_mask_lines=${quoteForShell(maskLines)}
um_no_awk='there is no awk here to mask secrets with, so this was not read'
um_masked_json() { um_xargs -n 100 $um_awk "$um_mask_json"; return 0; }
um_masked_cmdlines() { tr '\000' '\037' | $um_awk "$um_mask_cmdline" | tr '\037' '\000'; return 0; }
`;
