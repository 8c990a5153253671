{% macro combined_log_pattern() %}
    {#-
        A line of the combined log format: remote address, remote logname, remote user, time, request line,
        status, body bytes, referer, user agent. The last two may be absent (the common log format).
    -#}
    {{ return('^([^ ]+) ([^ ]+) ([^\\[]+) \\[([^]]+)\\] "((?:[^"\\\\]|\\\\.)*)" ([0-9-]+) ([0-9-]+)(?: "((?:[^"\\\\]|\\\\.)*)" "((?:[^"\\\\]|\\\\.)*)")?') }}
{% endmacro %}
