#!/bin/sh
# The upload how-to in POSIX shell with curl and awk, for the kit's exec driver:
#   upload.sh SOAP LOGIN PASSWORD FILE [NAME [FOLDER]]
# It waits PATIENCE seconds for an answer, 60 without it, and sends a part in PART_PATIENCE, 3600 without it.
# Exits with 0 when the file is uploaded, and with 1 and the reason on stderr when it is not.
set -eu
export LC_ALL=C

id='' patience=${PATIENCE:-60} scratch=$(mktemp -d)
# Releases the reserved space after any failure of the upload.
leave() {
  status=$?
  trap - EXIT
  [ "$status" = 0 ] || [ -z "$id" ] || call uploadCancelFile "$login" "$password" "$id" >/dev/null 2>&1 || :
  rm -rf "$scratch"
  exit "$status"
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

cr=$(printf '\r')

# escape VALUE: the value as content of an element. Most values need no process to be started.
escape() {
  case $1 in
    *[\&\<\>"$cr"]*)
      # The x keeps line feeds at the end, which the shell would cut off.
      content=$(printf '%sx' "$1" | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e "s/$cr/\\&#13;/g")
      printf %s "${content%x}"
      ;;
    *) printf %s "$1" ;;
  esac
}

# element NAME: the text of the first element of this name in the XML on standard input, with any prefix.
# Takes comments, CDATA, either kind of quotes, and references; exits with 1 when there is none.
# element NAME WITHIN: the same for one that comes after the start of an element WITHIN. Exits with 2 when there is none of
# that, and with 3 and its faultstring when there is a Fault.
element() {
  awk -v wanted="$1" -v within="${2-}" '
    function utf8(code) {
      if (code < 128) return sprintf("%c", code)
      if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
      if (code < 65536)
        return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
      return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64,
        128 + int(code / 64) % 64, 128 + code % 64)
    }
    function number(digits, base,   at, value) {
      for (at = 1; at <= length(digits); at++)
        value = value * base + index("0123456789abcdef", substr(tolower(digits), at, 1)) - 1
      return value
    }
    function plain(text,   done, name) {
      while (match(text, /&[^;]*;/)) {
        name = substr(text, RSTART + 1, RLENGTH - 2)
        done = done substr(text, 1, RSTART - 1)
        text = substr(text, RSTART + RLENGTH)
        if (name == "amp") done = done "&"
        else if (name == "lt") done = done "<"
        else if (name == "gt") done = done ">"
        else if (name == "quot") done = done "\""
        else if (name == "apos") done = done "\047"
        else if (name ~ /^#x/) done = done utf8(number(substr(name, 3), 16))
        else if (name ~ /^#/) done = done utf8(number(substr(name, 2), 10))
      }
      return done text
    }
    # Cuts off everything up to the mark, and returns what was before it.
    function upto(mark,   at, before) {
      at = index(rest, mark)
      if (at == 0) { broken = 1; at = length(rest) + 1 }
      before = substr(rest, 1, at - 1)
      rest = substr(rest, at + length(mark))
      return before
    }
    { sub(/\r$/, ""); rest = rest (NR > 1 ? "\n" : "") $0 }
    END {
      while (!broken && index(rest, "<")) {
        text = upto("<")
        if (inside) value = value plain(text)
        if (index(rest, "!--") == 1) upto("-->")
        else if (index(rest, "![CDATA[") == 1) {
          rest = substr(rest, 9)
          text = upto("]]>")
          if (inside) value = value text
        } else if (index(rest, "?") == 1) upto("?>")
        else {
          match(rest, /^\/?[^ \t\r\n\/>]*/)
          name = substr(rest, 1, RLENGTH)
          rest = substr(rest, RLENGTH + 1)
          while (match(rest, /^[^"\047>]*["\047]/)) {
            quote = substr(rest, RLENGTH, 1)
            rest = substr(rest, RLENGTH + 1)
            upto(quote)
          }
          attributes = upto(">")
          closes = sub(/^\//, "", name)
          sub(/^.*:/, "", name)
          isEmpty = attributes ~ /\/$/
          if (within && name == "Fault") { isFault = 1; wanted = "faultstring" }
          if (name == within) isWithin = 1
          if (name == wanted && (isFault || isWithin || !within)) {
            if (closes) printf "%s", value
            if (closes || isEmpty) exit isFault ? 3 : 0
            inside = 1
          }
        }
      }
      exit isFault ? 3 : (within && (broken || !isWithin)) ? 2 : 1
    }'
}

# call OPERATION ARGUMENT...: the envelope of the reply; arguments become arg0, arg1 and so on.
call() {
  operation=$1
  shift
  {
    printf '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    printf '<a:%s xmlns:a="http://api.soap.shared.pmstation.com/">' "$operation"
    index=0
    for value; do
      printf '<arg%s>' "$index"
      escape "$value"
      printf '</arg%s>' "$index"
      index=$((index + 1))
    done
    printf '</a:%s></s:Body></s:Envelope>' "$operation"
  } >"$scratch/request"
  type=$(curl -sS --max-time "$patience" -H 'Content-Type: text/xml; charset=utf-8' -H 'SOAPAction: ""' \
    --data-binary "@$scratch/request" -o "$scratch/reply" -w '%{content_type}' "$endpoint") || return 1
  charset=''
  case $type in *charset*) charset=$(printf %s "$type" | sed 's/.*charset *= *"\{0,1\}\([A-Za-z0-9-]*\).*/\1/') ;; esac
  iconv -f "${charset:-utf-8}" -t utf-8 "$scratch/reply"
}

# result OPERATION ARGUMENT...: the text that it returns; a fault, or what is no answer, ends the script.
result() {
  call "$@" >"$scratch/answer" || fail "$1: no answer"
  status=0
  returned=$(element return "$1Response" <"$scratch/answer") || status=$?
  case $status in
    0) printf %s "$returned" ;;
    1) ;;
    3) fail "$1: $returned" ;;
    *) fail "$1: an answer that is none" ;;
  esac
}

# number OPERATION ARGUMENT...: the whole number that it returns.
number() {
  text=$(result "$@") || exit 1
  text=${text#"${text%%[![:space:]]*}"}
  text=${text%"${text##*[![:space:]]}"}
  case ${text#[+-]} in
    '' | *[!0-9]*) fail "$1 answered '$text', which is no number" ;;
  esac
  printf '%s' "${text#+}"
}

# post FORM: the whole file as one part. The form answers 200 whether it takes it or not.
post() {
  # Through a name without signs that mean something to -F.
  ln -s "$(cd "$(dirname "$file")" && pwd)/${file##*/}" "$scratch/content"
  curl -sSg --max-time "${PART_PATIENCE:-3600}" --speed-limit 1 --speed-time "$patience" -o "$scratch/page" -w '%{http_code}' -F "resumableFileId=$id" -F resumableFirstByte=0 \
    -F "FilePart=@$scratch/content;filename=FilePart;type=application/octet-stream" "$1" >"$scratch/status" ||
    fail 'the part was not sent'
  [ "$(cat "$scratch/status")" = 200 ] || fail "the upload address answered $(cat "$scratch/status")"
  ! grep -q 'id="errorCode"' "$scratch/page" ||
    fail "the part was refused: $(sed -n 's/.*id="alert"[^>]*value="\([^"]*\)".*/\1/p' "$scratch/page")"
  grep -q 'id="uploadedFileId"' "$scratch/page" || fail 'the upload address gave an unknown answer'
}

[ $# -ge 4 ] || fail "usage: $0 SOAP LOGIN PASSWORD FILE [NAME [FOLDER]]"
endpoint=$1 login=$2 password=$3 file=$4
name=${5-${file##*/}} folder=${6:--1}
[ -r "$file" ] || fail "cannot read $file"
size=$(($(wc -c <"$file")))

free=$(number getFreeSpace "$login" "$password")
[ "$size" -le "$free" ] || fail "$size bytes do not fit into the $free that are free"
largest=$(number getMaxFileSize "$login" "$password")
[ "$size" -le "$largest" ] || fail "$size bytes are more than the $largest that a file may have"

key=$(result createUploadSessionKey "$login" "$password" "$folder")
[ -n "$key" ] || fail "there is no upload session for the folder $folder"
center=$(number getNewFileDataCenter "$login" "$password")
[ "$center" -gt 0 ] || fail "there is no data center, but $center"
form=$(result getUploadFormUrl "$center" "$key")
case $form in [Hh][Tt][Tt][Pp]://* | [Hh][Tt][Tt][Pp][Ss]://*) ;; *) fail "this is no upload address: $form" ;; esac
started=$(number uploadStartFile "$login" "$password" "$folder" "$name" "$size")
[ "$started" -gt 0 ] || fail "there is no file to upload to, but $started"
id=$started

# The form refuses a part without a byte, so an empty file has no part.
[ "$size" = 0 ] || post "$form"
digest=$(md5sum <"$file" | cut -c 1-32)
problem=$(result uploadFinishFile "$login" "$password" "$id" "$digest")
[ -z "$problem" ] || fail "$problem"
uploaded=$id id=''

# What the service says that it has must be what was sent.
result getFileInfo "$login" "$password" "$uploaded" >/dev/null
[ "$(element size <"$scratch/answer")" = "$size" ] || fail 'the service has a file of another size'
stored=$(element md5 <"$scratch/answer") || stored=$digest
[ "$stored" = "$digest" ] || fail 'the service has other bytes than were sent'
