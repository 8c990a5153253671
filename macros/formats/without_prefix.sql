{% macro without_prefix(text, line_pattern=none) %}
    {#-
        SQL: the text without what shippers write before a record: a byte order mark, the pod's name (kubectl), a time
        (CloudWatch's exports, kubectl), with the stream after it (CRI), the header of a syslog message (RFC 3164 and 5424).
        The line end goes, too. A text that begins like a JSON object, or that matches `line_pattern`, keeps its beginning.
    -#}
    {%- set iso_time = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?' -%}
    {%- set syslog_time = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +[0-9]{1,2} ([0-9]{4} )?[0-9]{2}:[0-9]{2}:[0-9]{2}' -%}
    {%- set tag = '[^] :{\\[]+(\\[[0-9]*\\])?:' -%}
    {%- set prefixes = [
        '([0-9]+ )?<[0-9]{1,3}>1( [^ ]+){5} (-|(\\[[^]]*\\])+)',
        '([0-9]+ )?(<[0-9]{1,3}>)?(' ~ iso_time ~ '|' ~ syslog_time ~ ')( (stdout|stderr) [FP]| ([^] :{\\[]+ )?' ~ tag ~ ')?',
    ] -%}
    {%- set pattern = '^\ufeff?(\\[pod/[^]]*\\] +)?((' ~ prefixes | join('|') ~ ') +)?(@cee: ?)?\ufeff?' -%}
    {%- set line = api_call_volume.regexp_replace_all(text, '[\\r\\n]+$', '') -%}
    case
        when {{ text }} like chr(123) || '%' then {{ text }}
        {%- if line_pattern %}
        when {{ api_call_volume.regexp_matches_text(text, line_pattern) }} then {{ line }}
        {%- endif %}
        else {{ api_call_volume.regexp_replace_all(line, pattern, '') }}
    end
{%- endmacro %}
