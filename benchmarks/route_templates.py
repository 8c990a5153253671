"""Which segments of a path become {id}: a table of generated ids of each kind, and of ordinary words.

The table is what the macro `route_template` makes of them on DuckDB. Ids are random, the same for the same seed.
The words are those below; with `--openapi FOLDER` also the path segments of the OpenAPI descriptions in a folder.
"""

from __future__ import annotations

import argparse
import base64
import random
import re
import string
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

DIGITS, LOWER, UPPER = string.digits, string.ascii_lowercase, string.ascii_uppercase
BASE62 = DIGITS + UPPER + LOWER
BASE57 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE64URL = BASE62 + "-_"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HEX = "0123456789abcdef"


def listed(text: str) -> list[str]:
    return text.split()


NOUNS = listed("""
    access account accounts action activities address addresses admin agent agreement alert alias allocation amount
    analytics announcement answer app application approval archive area article asset assignment attachment
    attribute audience audit author authorization availability avatar balance banner basket batch billing block blog
    board body booking bookmark branch brand broadcast bucket budget build bundle business button calendar call
    campaign capability capture card carrier cart catalog category certificate change channel charge chart chat
    check checkout choice claim class client cluster code collection color column comment commit company comparison
    component condition config configuration connection connector consent contact container content contract
    contributor conversation copy coupon course credential credit currency customer dashboard data database dataset
    date deal debug delivery demand department deployment deposit description device dictionary digest directory
    discount dispute distribution document domain download draft driver edge email employee endpoint engine
    enrollment entitlement entity environment error estimate event evidence example exchange execution experiment
    export expression extension factor failure feature feed feedback field file filter firewall flag flow folder
    follower font forecast form format function gateway geography glossary goal grade grant graph group guest guide
    handler health hierarchy history holiday hook host household identity image impact import inbox incident index
    industry inference information ingredient inquiry insight inspection instance institution instruction insurance
    integration interval inventory invitation invoice issue item job journal keyboard keyword label language layout
    leaderboard ledger lesson library license limit line link list listing load loan location lock log loyalty
    machine mailbox manager manifest map margin market match measure media member membership memo menu merchant
    merge message metadata meter method metric milestone mode model module money monitor month movie namespace
    network newsletter node note notification number object objective offer office operation operator option order
    organization outcome owner package page parameter parcel participant partner password patch path patient payload
    payment payout people percentile period permission person phone photo picture pipeline place plan platform
    player playlist plugin policy poll pool portfolio position post preference prediction presence preview price
    principal priority privilege problem process product profile program project promotion prompt property proposal
    provider proxy publication purchase quality quantity query question queue quota quote rank rate rating reaction
    reader reason receipt recipe recipient record recovery redirect reference referral refund region registration
    registry release reminder rental reply report repository request requirement reservation resource response
    restriction result resume return revenue review reward ride right risk role room route row rule run sale sample
    sandbox scan schedule schema scope score script search season seat secret section security segment sender sensor
    sequence series server service session setting shape share sheet shift shipment shop signal signature site size
    skill slot snapshot snippet software solution source space specification sprint stack staff stage standard star
    state statement station statistics status step stock storage store story strategy stream street student style
    subject subscriber subscription suggestion summary supplier support survey symbol sync system table tag target
    task tax team template tenant term test text theme thread threshold thumbnail ticket time timeline timezone
    title token tool topic total trace tracker trade training transaction transcript transfer transition translation
    transport trend trial trigger type unit update upload usage user utility validation value variable variant
    vehicle vendor venue verification version video view virtual visibility visit visitor voice volume vote voucher
    wallet warehouse warning watch weather webhook website weight widget window word workbook worker workflow
    workspace year zone
""")
VERBS = listed("""
    accept acknowledge activate add adjust advance apply approve archive assign attach authenticate authorize begin
    block bulk calculate cancel capture change charge check claim clear clone close compare complete confirm connect
    convert copy count create deactivate decline decrypt delete deliver deny deploy describe detach disable discard
    disconnect dismiss duplicate edit enable encrypt enqueue enroll evaluate execute expire export fetch find finish
    follow forget generate get grant handle hide ignore import initialize inspect install invite join leave link
    list load lock login logout lookup mark match merge migrate move mute notify open parse patch pause perform ping
    preview print process promote publish purge put query read reactivate rebuild receive recover refresh refund
    register reject release reload remove rename renew reorder replace reply report request reschedule resend
    reserve reset resolve restart restore resume retrieve retry return revert revoke rotate run save scan schedule
    search send set share show sign simulate skip snooze sort split start stop submit subscribe suspend swap sync
    tag terminate test toggle track transfer translate trigger unarchive unassign unblock unfollow uninstall unlink
    unlock unmute unpublish unregister unsubscribe update upgrade upload validate verify view void vote withdraw
""")
WITH_DIGITS = listed("""
    v1 v2 v3 v10 v1.0 v1.1 v2.3 v1beta1 v2beta2 v1alpha1 v1p1beta1 1.0 1.1 2.0 3.1 v2024 oauth oauth1 oauth2
    oauth2callback oauth2-redirect oauth2-clients saml2 fido2 u2f 2fa mfa 2fa-methods s3 s3-buckets ec2
    ec2-instances route53 r2 d1 k8s i18n l10n a11y b2b b2c c2c p2p s2s m2m h2 http2 http3 ipv4 ipv6 ipv4-addresses
    ipv6-prefixes reserved_ipv6 ip4 ip6 mp3 mp4 m3u8 h264 h265 x264 av1 utf8 utf-8 utf16 utf16le latin1 base32
    base58 base64 base64url md5 sha1 sha256 sha512 sha-256 aes128 aes256 aes-256 crc32 ed25519 secp256k1 secp256r1
    blake2b argon2id bcrypt x509 pkcs7 pkcs12 p12 rs256 hs256 es256 rfc2616 iso8601 iso-639 iso3166 iso-3166-1
    iso4217 log4j log4j2 neo4j web3 auth0 d3 vue3 html5 es6 win32 win64 x86 x64 x86_64 amd64 arm64 arm64v8 python3
    sqlite3 covid19 covid-19 w3c office365 microsoft365 dynamics365 c4 ga4 3d 3ds 3ds2 2d 4k 5g 4xx 5xx 720p 1080p
    top10 top-10 top-100 q1 q2 level1 level-2 step1 step-2 line1 address1 address2 phase3 tier1 page1 test123
    authorise3ds2 retrieve3ds2Result get3dsAvailability repositoriesV2 getV2Orders createOrderV2 listOrdersV2
    time_50p time_99p load_15 co2 pm25 pm2.5 h3 tls12 tls1.3 w-2 w2 1099 401k s3a gpt4 gpt-4 llama3 gpt-3.5-turbo o1
    bert-base i18n-messages k8s-clusters text2speech speech2text html2pdf pdf2image md2html b64 c14n g11n n8n
    1password 7zip 1-clicks 24h 7d 30d 1h 5m 15min last7days past30Days next24hours 3rdparty 1st 2nd 3rd 1x1 2x 16x9
    a4 mailbox2 users2 apiv2 api2
""")
TECHNICAL = listed("""
    .well-known openid-configuration jwks jwks.json openapi.json openapi.yaml swagger.json swagger-ui index.html
    robots.txt favicon.ico sitemap.xml logo.png main.js app.css api apis rest rpc grpc soap graphql graphiql odata
    ws wss sse mqtt amqp http https tcp udp dns dhcp vpc vpcs vpn nat lb ssl tls csr crl ocsp acme jwt jwe jws pkce
    oidc saml scim ldap sso mfa totp hotp otp qr qrcode barcode csv csvs xml xlsx xls pdf pdfs docx json jsonl
    jsonpatch ndjson yaml toml html xhtml css svg png jpg jpeg webp gif tiff zip gzip tgz tar rtf txt sms mms smtp
    imap pop rss atom ftp sftp ssh gpg pgp cdn cdns dsn dkim dmarc spf mx txt cname aaaa whois rdap gdpr ccpa hipaa
    pci kyc kyb aml pep ubo iban bic swift sepa ach eft pos atm cvv cvc bin gtin ean upc sku skus isbn issn asin fba
    mws crm crms erp hr hris pto cms lms sql nosql mysql postgresql mssql mongodb redis kafka rabbitmq nginx
    kubernetes kubectl cronjobs configmaps daemonsets statefulsets replicasets podtemplates namespaces
    serviceaccounts persistentvolumeclaims clusterrolebindings rolebindings networkpolicies
    customresourcedefinitions mutatingwebhookconfigurations healthz livez readyz ping version metrics debug pprof
    cmdline heapdump threaddump actuator prometheus wp-json wp-admin wp-content xmlrpc.php phpmyadmin cgi-bin kv kvs
    mtls acls getXMLData parseJSONResponse HTTPStatus listVPCs listVPNs getURLById findByIdAndName findByNameOrId
    getUrlByKey IsActiveByIp getIPsByDNS updateSSLCertificate exportToCSV exportAsXLSX ItemsInCart OrderDetails
    Order_Details SalesOrder A_SalesOrder API_BUSINESS_PARTNER GetUserByEmail HelloWorld Users Accounts Contacts
    SendSMS MakeCall me self my all any none null undefined true false latest current default public private
    internal external today yesterday now new old next previous first last prev self owner everyone anonymous root
    home about terms privacy contact faq help X-Request-Id x-api-key Content-Type ConfigurationSettings
    WeatherForecast CreateCheckoutSession tfsworkitems awkwardness rhythm strengths lengths backspace checkpoint
    bankbook fjords worldwide rendezvous quizzes pizzazz jazz buzz fuzzy xray wysiwyg crypto blockchain nft nfts
    defi dao staking swaps jpy gbp usd eur chf krw czk pln huf sek nok
""")

LINKS = ["by", "for", "of", "to", "and", "with", "in", "from"]


def plural(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def words() -> list[str]:
    """Ordinary path segments: words, words with digits, and words put together as in the paths of APIs."""
    rng = random.Random("words")
    found = [*NOUNS, *map(plural, NOUNS), *VERBS, *WITH_DIGITS, *TECHNICAL]
    for verb in VERBS:
        noun, other = rng.sample(NOUNS, 2)
        found += [
            f"{verb}-{noun}",
            f"{verb}_{plural(noun)}",
            f"{verb}{noun.title()}",
            f"{verb.title()}{noun.title()}{other.title()}",
            f"{verb}{noun.title()}By{other.title()}Id",
            f"{verb}{noun.title()}V2",
        ]
    for noun in NOUNS:
        other, third = rng.sample(NOUNS, 2)
        found += [
            f"{noun}-{plural(other)}",
            f"{noun}_{plural(other)}",
            f"{noun}{other.title()}",
            f"{noun}{other}",
            f"{noun.title()}{plural(other).title()}",
            f"{noun}-{other}-{plural(third)}",
            f"{noun}_{other}_{third}",
            f"{plural(noun)}-{rng.choice(LINKS)}-{other}",
            f"{noun.upper()}_{other.upper()}",
            f"{plural(noun)}.{rng.choice(['json', 'xml', 'csv', 'php', 'list'])}",
        ]
    return sorted(set(found))


def text_of(rng: random.Random, alphabet: str, length: int) -> str:
    return "".join(rng.choices(alphabet, k=length))


def integer(rng: random.Random) -> str:
    return str(rng.randrange(10 ** rng.randint(1, 18)))


def uuid_of(rng: random.Random) -> str:
    made = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    return rng.choice([made, made, made.upper(), f"{{{made}}}", f"urn:uuid:{made}", f"{made}.json"])


def ksuid(rng: random.Random) -> str:
    number, made = rng.randrange(2**158, 2**160), ""
    while number:
        number, digit = divmod(number, 62)
        made = BASE62[digit] + made
    return made.rjust(27, "0")


def base64url(rng: random.Random) -> str:
    made = base64.urlsafe_b64encode(rng.randbytes(rng.randint(12, 48))).decode()
    return rng.choice([made.rstrip("="), made, made.replace("=", "%3D")])


def stripe_like(rng: random.Random) -> str:
    prefix = rng.choice(
        listed("cus ch pi sub in price prod acct evt cs_test cs_live pm seti txn re tok user org key_live")
    )
    return f"{prefix}_{text_of(rng, BASE62, rng.choice([14, 16, 24]))}"


def short_code(rng: random.Random) -> str:
    prefix = rng.choice(listed("ORD INV PO SO TKT CASE SKU RMA JIRA PROJ ABC INC REQ CHG"))
    return prefix + rng.choice(["-", "-", "_", ""]) + str(rng.randrange(100, 10 ** rng.randint(3, 8)))


def aws_id(rng: random.Random) -> str:
    prefix = rng.choice(listed("i vpc subnet sg eni ami vol snap igw rtb acl nat eipalloc lt tgw vpce pcx fs"))
    return rng.choice(
        [
            f"{prefix}-{text_of(rng, HEX, 17)}",
            f"{prefix}-{text_of(rng, HEX, 8)}",
            rng.choice(["AKIA", "ASIA", "AROA", "AIDA"]) + text_of(rng, UPPER + "234567", 16),
            "Z" + text_of(rng, UPPER + DIGITS, 13),
        ]
    )


def arn(rng: random.Random) -> str:
    account, name = text_of(rng, DIGITS, 12), rng.choice(NOUNS)
    made = rng.choice(
        [
            f"arn:aws:iam::{account}:role/{name}",
            f"arn:aws:lambda:eu-west-1:{account}:function:{name}",
            f"arn:aws:sqs:us-east-1:{account}:{name}-queue",
            f"arn:aws-cn:s3:::{name}/{name}.csv",
        ]
    )
    made = made.replace("/", "%2F")
    return rng.choice([made, made.replace(":", "%3A")])


def email(rng: random.Random) -> str:
    name = rng.choice(
        [rng.choice(NOUNS), f"{rng.choice(NOUNS)}.{rng.choice(NOUNS)}", f"{rng.choice(NOUNS)}+{integer(rng)}"]
    )
    return f"{name}{rng.choice(['@', '%40'])}{rng.choice(NOUNS)}.{rng.choice(['com', 'co.uk', 'io', 'example'])}"


def ip_address(rng: random.Random) -> str:
    fourth = ".".join(str(rng.randrange(256)) for _ in range(4))
    groups = [f"{rng.randrange(65536):x}" for _ in range(8)]
    sixth = rng.choice(
        [":".join(groups), f"{groups[0]}:{groups[1]}::{groups[7]}", f"fe80::{groups[5]}:{groups[6]}:{groups[7]}"]
    )
    return rng.choice([fourth, f"{fourth}:8080", sixth, sixth.replace(":", "%3A"), f"[{sixth}]", "::1"])


def date_of(rng: random.Random) -> str:
    year, month, day = rng.randint(1990, 2040), rng.randint(1, 12), rng.randint(1, 28)
    date, time = f"{year}-{month:02}-{day:02}", f"{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"
    return rng.choice(
        [
            *(date, date.replace("-", ""), f"{day:02}-{month:02}-{year}", f"{year}-{month:02}", date.replace("-", "_")),
            *(f"{date}T{time}Z", f"{date}T{time}+02:00".replace(":", "%3A"), f"{date}%20{time}", f"{date}T{time}.123Z"),
            *(
                f"{date.replace('-', '')}T{time.replace(':', '')}Z",
                f"{year}-W{day:02}",
                f"{year}-Q{1 + month % 4}",
                f"{year}Q1",
            ),
            f"{day:02}-{rng.choice(listed('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'))}-{year}",
        ]
    )


def phone(rng: random.Random) -> str:
    number = text_of(rng, "23456789", 3) + text_of(rng, DIGITS, 7)
    dashed = f"{number[:3]}-{number[3:6]}-{number[6:]}"
    country = rng.choice(["1", "44", "49", "351"])
    return rng.choice(
        [
            *(f"+{country}{number}", f"%2B{country}{number}", f"+{country}-{dashed}", f"+{country}%20{number}", dashed),
            *(
                f"({number[:3]})%20{dashed[4:]}",
                f"tel:+{country}{number}",
                f"00{country}{number}",
                f"({number[:3]}){dashed[4:]}",
            ),
        ]
    )


def slug(rng: random.Random) -> str:
    last = rng.choice([str(rng.randrange(1000, 10**9)), text_of(rng, HEX, rng.randint(8, 16)), ulid(rng)])
    return "-".join([*rng.sample(NOUNS, rng.randint(1, 5)), last])


def hash_file(rng: random.Random) -> str:
    digest = text_of(rng, HEX, rng.choice([32, 40, 64]))
    name = rng.choice([digest, digest, f"{rng.choice(NOUNS)}.{digest[:8]}", f"{rng.choice(NOUNS)}-{digest[:10]}"])
    return f"{name}.{rng.choice(listed('png jpg js css webp svg mp4 pdf woff2'))}"


def ulid(rng: random.Random) -> str:
    return "01" + text_of(rng, CROCKFORD, 24)


def matrix(rng: random.Random) -> str:
    made = rng.choice([integer, ulid, uuid_of])(rng).removesuffix(".json")
    return f"{made};{rng.choice(NOUNS)}={rng.choice(NOUNS)};{rng.choice(NOUNS)}={integer(rng)}"


KINDS: dict[str, Callable[[random.Random], str]] = {
    "integer": integer,
    "UUID": uuid_of,
    "hex, 8 to 64 digits": lambda rng: text_of(rng, HEX, rng.choice([8, 12, 16, 24, 32, 40, 64])),
    "Mongo id": lambda rng: f"{rng.randrange(2**30, 2**31):x}" + text_of(rng, HEX, 16),
    "ULID": ulid,
    "KSUID": ksuid,
    "cuid": lambda rng: "c" + text_of(rng, LOWER + DIGITS, 24),
    "nanoid": lambda rng: text_of(rng, BASE64URL, 21),
    "nanoid without a digit": lambda rng: text_of(rng, UPPER + LOWER + "-_", 21),
    "shortuuid": lambda rng: text_of(rng, BASE57, 22),
    "base64url, 16 to 64 characters": base64url,
    "prefix and 14 to 24 characters (Stripe)": stripe_like,
    "ORD-123": short_code,
    "AWS id": aws_id,
    "ARN": arn,
    "e-mail address": email,
    "IP address": ip_address,
    "date or time": date_of,
    "phone number": phone,
    "slug that ends in an id": slug,
    "file name with a hash": hash_file,
    "matrix parameters after an id": matrix,
    "11 characters (video)": lambda rng: text_of(rng, BASE64URL, 11),
}


def ids(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """`count` ids of each kind: (kind, id)."""
    for kind, make in KINDS.items():
        rng = random.Random(f"{seed} {kind}")
        for _ in range(count):
            yield kind, make(rng)


def openapi_segments(folder: Path) -> list[str]:
    """The path segments, without parameters, of the OpenAPI descriptions (JSON or YAML) in a folder."""
    found: set[str] = set()
    for file in folder.rglob("*"):
        if file.suffix in {".json", ".yaml", ".yml"}:
            text = file.read_text(encoding="utf-8", errors="replace")
            for path in re.findall(r"""(?m)(?:^|[{,])\s*["']?(/[^"'\s]*?)["']?\s*:""", text):
                found.update(segment for segment in path.split("/") if re.fullmatch(r"[\w.~@$+:-]+", segment))
    return sorted(found)


def samples(count: int, seed: int = 1) -> dict[str, list[str]]:
    """What the table has a row for: ids of each kind, and words, by name."""
    made: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for kind, each in ids(count, seed):
        made[kind].append(each)
    return made


def word_samples(openapi: Path | None = None) -> dict[str, list[str]]:
    made = {
        "words, alone and put together": words(),
        "of these, words with digits": WITH_DIGITS,
        "of these, technical words": TECHNICAL,
    }
    if openapi:
        made["segments of OpenAPI descriptions"] = openapi_segments(openapi)
    return made


def path_of(segment: str) -> str:
    return f"/v1/things/{segment}"


def replaced(segments: list[str], routes: dict[str, str]) -> list[str]:
    """Those of the segments whose path became a template."""
    return [segment for segment in segments if routes[path_of(segment)] == path_of("{id}")]


def routes_of(segments: list[str]) -> dict[str, str]:
    """The routes of paths with these segments: path -> what the package makes of it on DuckDB."""
    from run import CALLS, Bench

    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(Path(temporary) / "routes", CALLS | {"columns": {"api_version": "url_path"}})
        with duckdb.connect(str(bench.database), config={"storage_compatibility_version": "v1.4.0"}) as connection:
            connection.execute("create schema raw")
            connection.execute(
                """
                create table raw.partner_calls as
                select unnest(?) as url_path, timestamp '2026-03-01' as occurred_at, timestamp '2026-03-01' as loaded_at
                """,
                [sorted({path_of(segment) for segment in segments})],
            )
        bench.dbt("run", "--select", "stg_columns__api_calls")
        return dict(bench.sql("select api_version, http_route from stg_columns__api_calls"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="ids of each kind")
    parser.add_argument("--seed", type=int, default=1, help="other ids")
    parser.add_argument(
        "--openapi", type=Path, help="a folder with OpenAPI descriptions, whose segments are words, too"
    )
    parser.add_argument("--examples", type=int, default=0, help="print so many of what each row misses")
    arguments = parser.parse_args()
    found, ordinary = samples(arguments.count, arguments.seed), word_samples(arguments.openapi)
    routes = routes_of([segment for row in [*found.values(), *ordinary.values()] for segment in row])
    print("| kind | number | replaced |\n|---|---|---|")
    for name, segments in (found | ordinary).items():
        hits = replaced(segments, routes)
        print(f"| {name} | {len(segments):,} | {len(hits) / len(segments):.2%} |")
        if arguments.examples:
            wrong = hits if name in ordinary else sorted(set(segments) - set(hits))
            print(f"|   {' '.join(wrong[: arguments.examples])} | | |")


if __name__ == "__main__":
    main()
