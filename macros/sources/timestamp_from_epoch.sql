{% macro timestamp_from_epoch(field, unit, text_timestamp=none) %}
    {#-
        A text with the seconds (`s`), milliseconds (`ms`), microseconds (`us`) or nanoseconds (`ns`) since 1970, as a
        UTC timestamp with microseconds (nanoseconds are cut off). With the unit `any`, for producers that use several,
        the magnitude of the number decides. An ISO 8601 text is also read, since some loaders convert such fields to
        timestamps; `text_timestamp` is SQL that reads it, if it is not timestamp_from_text. Null where the text is
        neither, before 1970, and after the year 9999.
    -#}
    {%- set epoch = "cast('1970-01-01' as " ~ api_call_volume.type_utc_timestamp() ~ ')' -%}
    {%- set number = '(' ~ api_call_volume.number_from_text(field) ~ ')' -%}
    {%- set whole_number = '(' ~ api_call_volume.integer_from_text(field) ~ ')' -%}
    {%- set microseconds = {'s': 1000000, 'ms': 1000, 'us': 1} -%}
    {%- set units = ['s', 'ms', 'us', 'ns'] -%}
    {%- set ends = {'s': '253402300799', 'ms': '253402300799000', 'us': '253402300799000000', 'ns': '9223372036854775806'} -%}
    {%- set magnitudes = {'s': '1e11', 'ms': '1e14', 'us': '1e17', 'ns': '9223372036854775807'} -%}
    case
        {%- for each in (units if unit == 'any' else [unit]) %}
        {%- set value = whole_number if each == 'ns' else number %}
        {%- if unit == 'any' %}
        when {{ value }} >= 0 and {{ value }} < {{ magnitudes[each] }}
        {%- else %}
        when {{ value }} between 0 and {{ ends[each] }}
        {%- endif %}
            then {{ api_call_volume.add_microseconds(
                epoch, api_call_volume.whole_quotient(value, 1000) if each == 'ns' else value ~ ' * ' ~ microseconds[each]
            ) }}
        {%- endfor %}
        when {{ number }} is null then {{ text_timestamp or api_call_volume.timestamp_from_text(field) }}
    end
{%- endmacro %}
