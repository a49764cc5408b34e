#!/usr/bin/env php
<?php
// A client of the 4shared SOAP service with PHP's SoapClient and curl, and its adapter for the conformance kit.
declare(strict_types=1);

/** An orderly failure, with a word for what kind it is. */
final class Failure extends Exception
{
    public function __construct(public readonly string $kind, string $message)
    {
        parent::__construct($message);
    }
}

function check(bool $holds, string $kind, string $otherwise): void
{
    if (!$holds) {
        throw new Failure($kind, $otherwise);
    }
}

/** The service, for one account. The ids in arguments and results are decimal texts. */
final class Client
{
    private ?SoapClient $soap = null;
    private float $end = 0;

    public function __construct(
        private readonly string $wsdl,
        private readonly string $endpoint,
        private readonly string $login,
        private readonly string $password,
    ) {
    }

    /** Does what the methods below do, in so many seconds. */
    public function call(string $operation, array $arguments, float $seconds): array
    {
        $this->end = microtime(true) + $seconds;
        return $this->$operation(...$arguments);
    }

    private function upload(string $file, string $name, string $dirId): array
    {
        $size = filesize($file);
        $free = $this->ask('getFreeSpace');
        check($size <= $free, 'quota', "$size bytes do not fit into the $free that are free");
        $largest = $this->ask('getMaxFileSize');
        check($size <= $largest, 'too-large', "$size bytes are more than the $largest that a file may have");
        $key = $this->ask('createUploadSessionKey', (int) $dirId);
        check(is_string($key) && $key !== '', 'no-session', "there is no upload session for the folder $dirId");
        $center = $this->ask('getNewFileDataCenter');
        check($center > 0, 'no-data-center', "there is no data center, but $center");
        $url = $this->soap('getUploadFormUrl', [$center, $key]);
        check(is_string($url) && preg_match('~^https?://~i', $url) === 1, 'no-address', 'this is no upload address: ' . json_encode($url));
        $fileId = $this->ask('uploadStartFile', (int) $dirId, $name, $size);
        check(is_int($fileId) && $fileId > 0, 'no-file', "there is no file to upload to, but $fileId");
        try {
            // The form refuses a part without a byte, so an empty file has no part.
            if ($size > 0) {
                $this->post($url, $fileId, $file);
            }
            $digest = md5_file($file);
            $problem = $this->ask('uploadFinishFile', $fileId, $digest);
            check($problem === '' || $problem === null, 'not-finished', (string) $problem);
        } catch (Failure $failure) {
            $this->cancel($fileId);
            throw $failure;
        }
        // What the service says that it has must be what was sent.
        $item = $this->ask('getFileInfo', $fileId);
        $isSame = ($item->size ?? null) === $size && strtolower($item->md5 ?? $digest) === $digest;
        check($isSame, 'damaged', 'the service has other bytes than were sent');
        return ['fileId' => (string) $fileId];
    }

    /** Gives the reserved space back. The failure before is what matters, so one of this is only noted. */
    private function cancel(int $fileId): void
    {
        $this->end = microtime(true) + 5;
        try {
            $this->ask('uploadCancelFile', $fileId);
        } catch (Failure $failure) {
            fwrite(STDERR, "uploadCancelFile $fileId: {$failure->getMessage()}\n");
        }
    }

    private function list(string $dirId): array
    {
        $items = $this->ask('getItems', (int) $dirId)->item ?? [];
        return ['items' => array_map(fn (object $item) => [
            'id' => (string) $item->id,
            'name' => $item->name ?? '',
            'size' => (string) $item->size,
            'directory' => $item->directory,
        ], $items)];
    }

    private function createFolder(string $dirId, string $name): array
    {
        $folder = $this->ask('createNewFolder', (int) $dirId, $name);
        check($folder > 0, 'no-folder', "the folder was not created: $folder");
        return ['dirId' => (string) $folder];
    }

    private function download(string $fileId, string $to): array
    {
        $item = $this->ask('getFileInfo', (int) $fileId);
        $page = $item->downloadLink ?? null;
        check(is_string($page) && $page !== '', 'no-link', "there is no link to the file $fileId");
        $link = $this->ask('getDirectLink', $page);
        $out = fopen("$to.part", 'wb');
        try {
            $this->http($link, [CURLOPT_FILE => $out, CURLOPT_FOLLOWLOCATION => true]);
            // In place of the file there may be a page that makes people wait, or log in.
            fflush($out);
            check(fstat($out)['size'] === ($item->size ?? null), 'damaged', "$link has other bytes than the file");
            rename("$to.part", $to);
        } finally {
            fclose($out);
            if (file_exists("$to.part")) {
                unlink("$to.part");
            }
        }
        return [];
    }

    private function delete(string $fileId): array
    {
        $this->ask('deleteFile', (int) $fileId);
        return [];
    }

    private function space(): array
    {
        return ['free' => (string) $this->ask('getFreeSpace')];
    }

    /** Calls a function of the service that begins with login and password. */
    private function ask(string $function, mixed ...$arguments): mixed
    {
        return $this->soap($function, [$this->login, $this->password, ...$arguments]);
    }

    private function soap(string $function, array $arguments): mixed
    {
        // SoapClient waits up to three times as long for an answer that stops halfway.
        ini_set('default_socket_timeout', (string) max(2, (int) ($this->left() / 4)));
        foreach ($arguments as $argument) {
            check(!is_string($argument) || preg_match('/[^\P{C}\t\n\r\p{Cf}\p{Co}\p{Cn}]|[\x{fffe}\x{ffff}]/u', $argument) === 0, 'argument', 'XML has no way to write ' . json_encode($argument));
        }
        try {
            $this->soap ??= new SoapClient($this->wsdl, [
                'location' => $this->endpoint,
                'cache_wsdl' => WSDL_CACHE_NONE,
                'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
            ]);
            return $this->soap->__soapCall($function, $arguments);
        } catch (SoapFault $fault) {
            throw new Failure($fault->faultcode === 'HTTP' ? 'connection' : 'fault', "$function: $fault->faultstring");
        }
    }

    /** Posts the whole file as one part; curl reads it from the disk as it goes. */
    private function post(string $url, int $fileId, string $file): void
    {
        $page = $this->http($url, [
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_POSTFIELDS => [
                'resumableFileId' => (string) $fileId,
                'resumableFirstByte' => '0',
                'FilePart' => new CURLFile($file, 'application/octet-stream', 'FilePart'),
            ],
        ]);
        // The form answers 200 either way.
        preg_match_all('/<input[^>]*\bid="(\w+)"[^>]*\bvalue="([^"]*)"/', (string) $page, $inputs);
        $values = array_combine($inputs[1], array_map('html_entity_decode', $inputs[2]));
        check(!isset($values['errorCode']), 'refused', 'the part was refused: ' . ($values['alert'] ?? '') . ' (' . ($values['errorCode'] ?? '') . ')');
        check(isset($values['uploadedFileId']), 'refused', 'the upload address gave an unknown answer: ' . substr((string) $page, 0, 200));
    }

    private function http(string $url, array $options): string|bool
    {
        $curl = curl_init($url);
        curl_setopt_array($curl, $options + [
            // Half of the time, so that there is enough left to give up in good order.
            CURLOPT_TIMEOUT_MS => (int) ($this->left() * 500),
            CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
        ]);
        $answer = curl_exec($curl);
        check($answer !== false, 'connection', curl_error($curl));
        $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        check($status === 200, 'http', "$url answered $status");
        return $answer;
    }

    private function left(): float
    {
        $seconds = $this->end - microtime(true);
        check($seconds > 0, 'timeout', 'the time is over');
        return $seconds;
    }
}

// From here on: the adapter. It does one call after the other.

const OPERATIONS = ['upload', 'list', 'createFolder', 'download', 'delete', 'space'];

function say(array $message): void
{
    fwrite(STDOUT, json_encode($message, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
}

function answer(Client $client, array $message): array
{
    try {
        $result = $client->call($message['operation'], $message['arguments'], $message['deadlineMs'] / 1000);
        return ['type' => 'ok', 'id' => $message['id'], 'result' => (object) $result];
    } catch (Failure $failure) {
        return ['type' => 'error', 'id' => $message['id'], 'kind' => $failure->kind, 'message' => $failure->getMessage()];
    }
}

// A warning is a mistake in this client: it ends it, so that the kit sees a crash and no success.
set_error_handler(function (int $level, string $text, string $file, int $line): bool {
    if (error_reporting() & $level) {
        throw new ErrorException($text, 0, $level, $file, $line);
    }
    return false;
});
ini_set('display_errors', 'stderr');

$sessions = [];
while (($line = fgets(STDIN)) !== false) {
    $message = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
    switch ($message['type']) {
        case 'hello':
            say(['type' => 'hello', 'protocol' => 1, 'name' => 'php-soapclient', 'version' => '1.0', 'operations' => OPERATIONS]);
            break;
        case 'open':
            $sessions[$message['session']] = new Client($message['wsdl'], $message['soap'], $message['login'], $message['password']);
            break;
        case 'call':
            say(in_array($message['operation'], OPERATIONS, true)
                ? answer($sessions[$message['session']], $message)
                : ['type' => 'unsupported', 'id' => $message['id']]);
            break;
        case 'close':
            unset($sessions[$message['session']]);
    }
}
