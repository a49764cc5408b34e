#!/usr/bin/env php
<?php
// The upload how-to with PHP's SoapClient and curl: upload.php WSDL LOGIN PASSWORD FILE [PART_SIZE]
declare(strict_types=1);

const ROOT = -1;

function check(bool $holds, string $otherwise): void
{
    if (!$holds) {
        throw new RuntimeException($otherwise);
    }
}

/** Posts the fields as multipart/form-data, or gets the address when there are none; returns the body of a 200. */
function fetch(string $url, array $fields = []): string
{
    $curl = curl_init($url);
    curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true] + ($fields ? [CURLOPT_POSTFIELDS => $fields] : []));
    $body = curl_exec($curl);
    check($body !== false, curl_error($curl));
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    check($status === 200, "$url answered $status: $body");
    return $body;
}

/** What a call with a wrong password ends in. */
function wrongPassword(SoapClient $soap, string $login): array
{
    try {
        $soap->getFreeSpace($login, 'not the password');
    } catch (SoapFault $fault) {
        $bean = $fault->detail->ApiException ?? null;
        return array_filter([
            'faultcode' => $fault->faultcode,
            'faultstring' => $fault->faultstring,
            'details' => $bean->details ?? null,
            'exceptionClass' => $bean->exceptionClass ?? null,
        ]);
    }
    throw new RuntimeException('a wrong password was accepted');
}

function upload(string $wsdl, string $login, string $password, string $path, ?int $partSize): array
{
    $soap = new SoapClient($wsdl, ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
    $bytes = file_get_contents($path);
    $size = strlen($bytes);
    $name = basename($path);
    $md5 = md5($bytes);

    check($size <= $soap->getFreeSpace($login, $password), 'not enough free space');
    check($size <= $soap->getMaxFileSize($login, $password), 'the file is larger than the account allows');

    $sessionKey = $soap->createUploadSessionKey($login, $password, ROOT);
    check($sessionKey !== '', 'no upload session for the root folder');
    $dataCenter = $soap->getNewFileDataCenter($login, $password);
    check($dataCenter > 0, "no data center: $dataCenter");
    $formUrl = $soap->getUploadFormUrl($dataCenter, $sessionKey);
    check(str_starts_with($formUrl, 'http'), "no upload address: $formUrl");
    $fileId = $soap->uploadStartFile($login, $password, ROOT, $name, $size);
    check($fileId > 0, "no file id: $fileId");

    foreach (str_split($bytes, $partSize ?? max($size, 1)) as $index => $part) {
        fetch($formUrl, [
            'resumableFileId' => (string) $fileId,
            'resumableFirstByte' => (string) ($index * (int) $partSize),
            'FilePart' => new CURLStringFile($part, $name),
        ]);
    }
    $problem = $soap->uploadFinishFile($login, $password, $fileId, $md5);
    check($problem === '', "the upload did not finish: $problem");

    $info = $soap->getFileInfo($login, $password, $fileId);
    $link = $soap->getDirectLink($login, $password, $info->downloadLink);
    check(fetch($link) === $bytes, "$link does not serve the bytes that were sent");
    $listed = array_column($soap->getItems($login, $password, ROOT)->item ?? [], 'name', 'id');
    check(($listed[$fileId] ?? null) === $name, "the root folder does not list $name");

    return [
        'ok' => true,
        'fileId' => (string) $fileId,
        'name' => $info->name,
        'size' => (string) $info->size,
        'md5' => $info->md5,
        'downloadLink' => $info->downloadLink,
        'directLink' => $link,
        'wrongPassword' => wrongPassword($soap, $login),
    ];
}

try {
    check($argc >= 5, "usage: $argv[0] WSDL LOGIN PASSWORD FILE [PART_SIZE]");
    $report = upload($argv[1], $argv[2], $argv[3], $argv[4], isset($argv[5]) ? (int) $argv[5] : null);
    echo json_encode($report, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
} catch (Throwable $problem) {
    fwrite(STDERR, $problem->getMessage() . "\n");
    exit(1);
}
