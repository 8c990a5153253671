{% macro raw_record(shown, raw_text=none) %}
    {#-
        What may be shown of a rejected record, as a JSON text: the fields that the format reads (`shown`: name ->
        column). Anything else in the record may be a secret. Texts are cut off after 500 characters; query strings,
        fragments, path parameters and the user of a URL are redacted. Of a record that could not be read at all
        (`raw_text`: the record itself), only the shape: its first 500 characters, with an x for each letter and digit.
    -#}
    {%- set values = {} -%}
    {%- for name, column in shown.items() -%}
        {%- do values.update({name: api_call_volume.regexp_replace_all(
            'substr(cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ '), 1, 500)', '[?#].*|;[A-Za-z_-]+=.*|//[^/@ ]*@', '(redacted)'
        )}) -%}
    {%- endfor -%}
    {%- if raw_text -%}
    case
        when reject_reason is null then {{ api_call_volume.json_object(values) }}
        else {{ api_call_volume.regexp_replace_all('substr(' ~ raw_text ~ ', 1, 500)', '[^\\]\\[ !"#$%&()*+,./:;<=>@^_`{|}~-]', 'x') }}
    end
    {%- else -%}
    {{ api_call_volume.json_object(values) }}
    {%- endif -%}
{%- endmacro %}
