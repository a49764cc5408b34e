#!/usr/bin/env perl
# The upload how-to with SOAP::Lite and LWP: upload.pl WSDL LOGIN PASSWORD FILE [PART_SIZE]
use strict;
use warnings;
use utf8;
use Digest::MD5 qw(md5_hex);
use Encode qw(decode encode);
use File::Basename qw(basename);
use HTTP::Request::Common qw(POST);
use JSON::PP;
use LWP::UserAgent;
use SOAP::Lite;

use constant ROOT => -1;

sub fetch {
    my ($request) = @_;
    my $response = LWP::UserAgent->new->request($request);
    $response->is_success or die $request->uri . ' answered ' . $response->status_line . "\n";
    return $response->content;
}

# What a call with a wrong password ends in.
sub wrong_password {
    my ($soap, $login) = @_;
    eval { $soap->getFreeSpace($login, 'not the password'); 1 } and die "a wrong password was accepted\n";
    my $fault = $@;
    ref $fault or die $fault;
    my $bean = ref $fault->faultdetail ? $fault->faultdetail->{ApiException} : undef;
    return {
        faultcode => $fault->faultcode,
        faultstring => $fault->faultstring,
        $bean ? %{$bean}{qw(details exceptionClass)} : (),
    };
}

sub upload {
    my ($wsdl, $login, $password, $path, $part_size) = @_;
    my $soap = SOAP::Lite->service($wsdl);
    $soap->on_fault(sub { my ($client, $answer) = @_; die ref $answer ? $answer : $client->transport->status . "\n" });

    open my $file, '<:raw', $path or die "$path: $!\n";
    my $bytes = do { local $/; <$file> };
    my $size = length $bytes;
    my $name = decode('UTF-8', basename($path));

    $size <= $soap->getFreeSpace($login, $password) or die "not enough free space\n";
    $size <= $soap->getMaxFileSize($login, $password) or die "the file is larger than the account allows\n";

    my $session_key = $soap->createUploadSessionKey($login, $password, ROOT)
        or die "no upload session for the root folder\n";
    my $data_center = $soap->getNewFileDataCenter($login, $password);
    $data_center > 0 or die "no data center: $data_center\n";
    my $form_url = $soap->getUploadFormUrl($data_center, $session_key);
    $form_url =~ /^http/ or die "no upload address: $form_url\n";
    my $file_id = $soap->uploadStartFile($login, $password, ROOT, $name, $size);
    $file_id > 0 or die "no file id: $file_id\n";

    my $step = $part_size || $size;
    for (my $first_byte = 0; $first_byte < $size; $first_byte += $step) {
        fetch(POST $form_url, Content_Type => 'form-data', Content => [
            resumableFileId => $file_id,
            resumableFirstByte => $first_byte,
            FilePart => [undef, 'FilePart', Content => substr($bytes, $first_byte, $step)],
        ]);
    }
    my $problem = $soap->uploadFinishFile($login, $password, $file_id, md5_hex($bytes));
    $problem and die "the upload did not finish: $problem\n";

    my $info = $soap->getFileInfo($login, $password, $file_id);
    my $link = $soap->getDirectLink($login, $password, $info->{downloadLink});
    fetch(HTTP::Request->new(GET => $link)) eq $bytes or die "$link does not serve the bytes that were sent\n";
    my $items = $soap->getItems($login, $password, ROOT)->{item};
    my %listed = map { $_->{id} => $_->{name} } ref $items eq 'ARRAY' ? @$items : $items;
    ($listed{$file_id} // '') eq $name or die encode('UTF-8', "the root folder does not list $name\n");

    return {
        ok => JSON::PP::true,
        fileId => "$file_id",
        %{$info}{qw(name size md5 downloadLink)},
        directLink => $link,
        wrongPassword => wrong_password($soap, $login),
    };
}

@ARGV >= 4 or die "usage: $0 WSDL LOGIN PASSWORD FILE [PART_SIZE]\n";
my ($wsdl, $login, $password, @file) = @ARGV;
my $report = eval { upload($wsdl, decode('UTF-8', $login), decode('UTF-8', $password), @file) };
if ($report) {
    print JSON::PP->new->utf8->canonical->encode($report), "\n";
} else {
    print STDERR ref $@ ? encode('UTF-8', $@->faultstring . "\n") : $@;
    exit 1;
}
