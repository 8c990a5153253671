{% macro declared_line(source) %}
    {#-
        The `line_pattern` of a source as one regular expression: {pattern, fields}, as line_regexp returns it. It is
        written in nginx's log_format, Apache's LogFormat or Envoy's format, is the `#Fields:` of a W3C log, or is a regular
        expression with named groups.
        A variable is read as the field that line_variables, or the source's `columns`, says; others are not read.
        Raises a settings error where it can't be read so, or where nothing in it is the time or the status.
    -#}
    {%- set setting = source.setting ~ '.line_pattern' -%}
    {%- set pattern = api_call_volume.unquoted_line_pattern(source.line_pattern | string) -%}
    {%- set variables = api_call_volume.line_variables() -%}
    {%- set fields = api_call_volume.line_pattern_fields() -%}
    {%- set captured = {} -%}
    {%- if modules.re.search('[(][?]P?<[A-Za-z_]', pattern) -%}
        {%- set line = api_call_volume.line_of_named_groups(setting, pattern, fields) -%}
    {%- else -%}
        {#- The field names of a W3C log, from its head. -#}
        {%- set is_w3c = pattern.startswith('#Fields:') -%}
        {%- set pattern = pattern[8:].strip() if is_w3c else pattern -%}
        {%- set notation = (
            '(date time|[a-z][a-zA-Z-]*(?:[(][^)]*[)])?)' if is_w3c
            else '([$](?:[A-Za-z0-9_]+|[{][A-Za-z0-9_]+[}]))' if modules.re.search('[$][A-Za-z{]', pattern)
            else '(%[A-Z][A-Z0-9_]*(?:[(][^)]*[)])?(?::[0-9]+)?%)' if modules.re.search('%[A-Z][A-Z0-9_]+(?:[(][^)]*[)])?(?::[0-9]+)?%', pattern)
            else '(%[!0-9,<>]*(?:[{][^}]*[}])?(?:[A-Za-z]|\\^[a-z]{2}))'
        ) -%}
        {#- Apache's %t has its own brackets. -#}
        {%- set parts = modules.re.split(notation, modules.re.sub('(%[!0-9,<>]*t)', '[\\1]', pattern) if '[!' in notation else pattern) -%}
        {%- set names = [] -%}
        {%- for part in parts -%}
            {%- do names.append(api_call_volume.line_variable(part) if loop.index0 is odd else part) -%}
        {%- endfor -%}
        {#- What the user maps comes before what a variable is known as; of two for one field, the more precise time, else the first. -#}
        {%- for column, variable in source.line_columns.items() -%}
            {%- set name = api_call_volume.line_variable(variable) -%}
            {%- set field = 'log_started_at' if column == 'occurred_at' else 'log_' ~ column -%}
            {%- if name not in names -%}
                {%- do api_call_volume.settings_error(
                    source.setting ~ '.columns.' ~ column,
                    'there is no `' ~ variable ~ '` in the `line_pattern` of the source `' ~ source.name ~ '`.',
                    'a variable as it is written there, or SQL over the raw row.'
                ) -%}
            {%- endif -%}
            {%- set field = 'secret_credential_id' if column == 'credential_id' else field -%}
            {%- if field not in fields -%}
                {%- do api_call_volume.settings_error(
                    source.setting ~ '.columns.' ~ column, 'it can not be a variable of the line.', 'SQL over the raw row.'
                ) -%}
            {%- endif -%}
            {%- do captured.update({name: field}) -%}
        {%- endfor -%}
        {%- for name in ['$msec'] + names[1::2] if name in names and name in variables -%}
            {%- if name not in captured and variables[name] not in captured.values() -%}
                {%- do captured.update({name: variables[name]}) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- set line = dict(api_call_volume.line_regexp(names, captured), comment='#' if is_w3c) -%}
    {%- endif -%}
    {%- set time_is_read = 'log_started_at' in line.fields or 'log_ended_at' in line.fields or 'occurred_at' in source.columns -%}
    {%- set status_is_read = (
        'log_http_response_status_code' in line.fields or 'log_outcome' in line.fields
        or 'http_response_status_code' in source.columns or 'outcome' in source.columns
    ) -%}
    {%- if not time_is_read or not status_is_read -%}
        {%- do api_call_volume.settings_error(
            setting,
            'in the source `' ~ source.name ~ '`, nothing in it is the ' ~ ('status' if time_is_read else 'time') ~ ' of a call.',
            'the format as it is in the configuration, such as `$time_local` and `$status` (nginx), `%t` and `%>s` (Apache), '
            ~ '`%START_TIME%` and `%RESPONSE_CODE%` (Envoy), `date time` and `sc-status` (W3C), or the groups `(?P<occurred_at>…)` and `(?P<http_response_status_code>…)`.'
        ) -%}
    {%- endif -%}
    {{ return(line) }}
{% endmacro %}
