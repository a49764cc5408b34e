#!/bin/sh
# The upload how-to with curl and sed, envelopes by hand: upload.sh WSDL LOGIN PASSWORD FILE [PART_SIZE]
set -eu

fail() {
  echo "$1" >&2
  exit 1
}

escape() { sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'; }
unescape() { sed "s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&apos;/'/g; s/&amp;/\&/g"; }

# element NAME: the text of the element in the XML on standard input
element() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" | unescape; }

# call OPERATION ARGUMENT...: the reply's envelope; arguments become arg0, arg1 and so on
call() {
  operation=$1
  shift
  arguments='' index=0
  for value; do
    arguments="$arguments<arg$index>$(printf %s "$value" | escape)</arg$index>"
    index=$((index + 1))
  done
  curl -sS -H 'Content-Type: text/xml; charset=utf-8' --data-binary \
    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
<a:$operation xmlns:a=\"http://api.soap.shared.pmstation.com/\">$arguments</a:$operation>\
</s:Body></s:Envelope>" "$endpoint"
}

# result OPERATION ARGUMENT...: the text it returns; a fault ends the script
result() {
  reply=$(call "$@")
  case $reply in
    *'<faultstring>'*) fail "$1: $(printf '%s\n' "$reply" | element faultstring)" ;;
  esac
  printf '%s\n' "$reply" | element return
}

# json KEY VALUE...: the members of an object, all of them texts; a pair without a value is left out
json() {
  comma=''
  while [ $# -gt 0 ]; do
    [ -z "$2" ] || {
      printf '%s"%s":"%s"' "$comma" "$1" "$(printf %s "$2" | sed 's/[\\"]/\\&/g')"
      comma=,
    }
    shift 2
  done
}

[ $# -ge 4 ] || fail "usage: $0 WSDL LOGIN PASSWORD FILE [PART_SIZE]"
endpoint=${1%%\?*} login=$2 password=$3 file=$4
[ -r "$file" ] || fail "cannot read $file"
name=${file##*/}
size=$(($(wc -c <"$file")))
part_size=${5:-$size}
md5=$(md5sum <"$file" | cut -c 1-32)

free=$(result getFreeSpace "$login" "$password")
[ "$size" -le "$free" ] || fail 'not enough free space'
largest=$(result getMaxFileSize "$login" "$password")
[ "$size" -le "$largest" ] || fail 'the file is larger than the account allows'

session=$(result createUploadSessionKey "$login" "$password" -1)
[ -n "$session" ] || fail 'no upload session for the root folder'
center=$(result getNewFileDataCenter "$login" "$password")
[ "$center" -gt 0 ] || fail "no data center: $center"
form=$(result getUploadFormUrl "$center" "$session")
case $form in http*) ;; *) fail "no upload address: $form" ;; esac
id=$(result uploadStartFile "$login" "$password" -1 "$name" "$size")
[ "$id" -gt 0 ] || fail "no file id: $id"

part=0
while [ $((part * part_size)) -lt "$size" ]; do
  dd if="$file" bs="$part_size" skip="$part" count=1 2>/dev/null |
    curl -sSfg -o /dev/null -F "resumableFileId=$id" -F "resumableFirstByte=$((part * part_size))" \
      -F 'FilePart=@-;filename=FilePart' "$form"
  part=$((part + 1))
done
problem=$(result uploadFinishFile "$login" "$password" "$id" "$md5")
[ -z "$problem" ] || fail "the upload did not finish: $problem"

info=$(call getFileInfo "$login" "$password" "$id")
field() { printf '%s\n' "$info" | element "$1"; }
page=$(field downloadLink)
link=$(result getDirectLink "$login" "$password" "$page")
curl -sSfg "$link" | cmp -s - "$file" || fail "$link does not serve the bytes that were sent"
call getItems "$login" "$password" -1 | grep -qF "<id>$id</id>" || fail "the root folder does not list $name"

fault=$(call getFreeSpace "$login" 'not the password')
reason() { printf '%s\n' "$fault" | element "$1"; }
[ -n "$(reason faultstring)" ] || fail 'a wrong password was accepted'

printf '{"ok":true,%s,"wrongPassword":{%s}}\n' \
  "$(json fileId "$id" name "$(field name)" size "$(field size)" md5 "$(field md5)" downloadLink "$page" directLink "$link")" \
  "$(json faultcode "$(reason faultcode)" faultstring "$(reason faultstring)" details "$(reason details)" \
    exceptionClass "$(reason exceptionClass)")"
