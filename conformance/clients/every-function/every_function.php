<?php
// Makes the calls of a list with SoapClient: every_function.php WSDL LIST

[, $wsdl, $list] = $argv;
$client = new SoapClient($wsdl, ['cache_wsdl' => WSDL_CACHE_NONE, 'features' => SOAP_SINGLE_ELEMENT_ARRAYS]);
$results = [];

function valueOf(string $token, array $results): mixed
{
    [$kind, $text] = explode(':', $token, 2);
    switch ($kind) {
        case 's':
            return $text;
        case 'n':
            return (int) $text;
        case 'b':
            return $text === 'true';
        case 'l':
            return ['item' => array_map('intval', $text === '' ? [] : explode(',', $text))];
        default:
            [$name, $index] = [...explode('#', $text), null];
            return $index === null ? $results[$name] : $results[$name]->item[(int) $index];
    }
}

foreach (file($list, FILE_IGNORE_NEW_LINES) as $line) {
    $tokens = explode("\t", $line);
    $name = array_shift($tokens);
    try {
        $results[$name] = $client->__soapCall($name, array_map(fn ($token) => valueOf($token, $results), $tokens));
        echo "$name\tok\n";
    } catch (SoapFault $fault) {
        echo "$name\tfault\t{$fault->getMessage()}\n";
    }
}
