{% macro combined_log_pattern() %}
    {#-
        The pattern of a line in the combined log format. Its groups: remote address, remote logname, remote user,
        time, request line, status, body bytes, referer, user agent. The last two may be missing (common log format).
    -#}
    {{ return('^([^ ]+) ([^ ]+) ([^\\[]+) \\[([^]]+)\\] "((?:[^"\\\\]|\\\\.)*)" ([0-9-]+) ([0-9-]+)(?: "((?:[^"\\\\]|\\\\.)*)" "((?:[^"\\\\]|\\\\.)*)")?') }}
{% endmacro %}
