{% macro aws_alb_pattern() %}
    {#-
        A line of an Application Load Balancer's access log. Its groups: time, request_processing_time,
        target_processing_time, response_processing_time, elb_status_code, received_bytes, sent_bytes,
        request line, user agent, target group, request_creation_time. Fields have been added to its end
        over the years: a line may end anywhere after the request line, and have any others after the last.
    -#}
    {%- set word = '[^ ]+' -%}
    {%- set number = '([0-9.-]+)' -%}
    {%- set quoted = '"(?:[^"\\\\]|\\\\.)*"' -%}
    {%- set quoted_group = '"((?:[^"\\\\]|\\\\.)*)"' -%}
    {{ return(
        '^' ~ word ~ ' (' ~ word ~ ')' ~ (' ' ~ word) * 3 ~ (' ' ~ number) * 4 ~ ' ' ~ word ~ (' ' ~ number) * 2 ~ ' ' ~ quoted_group
        ~ '(?: ' ~ quoted_group ~ '(?:' ~ (' ' ~ word) * 2 ~ ' (' ~ word ~ ')' ~ '(?:' ~ (' ' ~ quoted) * 3 ~ ' ' ~ word
        ~ ' (' ~ word ~ '))?)?)?'
    ) }}
{% endmacro %}
