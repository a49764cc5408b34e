<?php
// Calls every dialect's address with PHP's SoapClient: php_calls.php WSDL ADDRESS COUNT; a line of JSON for each.
declare(strict_types=1);

/** The fields that are set; ids as text, since JSON readers round them. */
function plain(mixed $value): mixed
{
    if (is_int($value)) {
        return (string) $value;
    }
    if ($value instanceof stdClass) {
        $value = array_filter((array) $value, fn ($field) => $field !== null);
    }
    return is_array($value) ? array_map('plain', $value) : $value;
}

function attempt(SoapClient $soap, string $operation, mixed ...$arguments): array
{
    try {
        return ['result' => plain($soap->$operation(...$arguments))];
    } catch (SoapFault $fault) {
        return ['fault' => $fault->faultstring, 'code' => $fault->faultcode];
    } catch (Throwable $problem) {
        return ['problem' => $problem->getMessage()];
    }
}

[, $wsdl, $address, $count] = $argv;
$soap = new SoapClient($wsdl, [
    'cache_wsdl' => WSDL_CACHE_NONE,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    'compression' => SOAP_COMPRESSION_ACCEPT,
]);
for ($index = 0; $index < (int) $count; $index++) {
    $soap->__setLocation($address . $index);
    echo json_encode([
        'getItems' => attempt($soap, 'getItems', 'u', 'p', -1),
        'getFreeSpace' => attempt($soap, 'getFreeSpace', 'u', 'p'),
        'login' => attempt($soap, 'login', 'u', 'p'),
        'getRoot' => attempt($soap, 'getRoot', 'u', 'p'),
    ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE), "\n";
}
