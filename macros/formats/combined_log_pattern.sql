{% macro combined_log_pattern() %}
    {#-
        The pattern of a line in the combined log format. Its groups: what precedes the user (a virtual host, a syslog
        header, addresses, the remote logname), the remote user, time, request line, status, body bytes, referer, user
        agent, one more quoted field and, in the default of ingress-nginx, the length, time and id of the request. The user
        is the word before the time. What follows the sizes may be missing (common log format). Numbers may precede the
        referer, which may have no quotes.
    -#}
    {%- set quoted = '"((?:[^"\\\\]|\\\\.)*)"' -%}
    {{ return(
        '^((?:"[^"\\n]*" )*[^"\\n]*[^" \\n]) ([^ "\\n]+|"") \\[([^]]+)\\] ' ~ quoted ~ ' ([0-9-]+) ([0-9-]+)'
        ~ '(?:(?: [0-9.]+)*(?: ' ~ quoted ~ '| [^ "\\n]+) ' ~ quoted ~ '(?: ' ~ quoted ~ ')?'
        ~ '(?: ([0-9]+) ([0-9.]+) \\[[^]]*\\](?:[^"\\n]* ([0-9a-f]{32}))?)?)?'
    ) }}
{% endmacro %}
