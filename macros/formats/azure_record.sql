{% macro azure_record() %}
    {#-
        SQL over `element`, a record of an Azure diagnostic setting: some exports write `properties` as a text that holds
        JSON. The quotes in it lose their backslashes, and it becomes an object. Any other record stays as it is.
    -#}
    {%- set opened = api_call_volume.regexp_replace_all('element', '[\\\\](["\\\\])', '\\1') -%}
    {%- set opened = api_call_volume.regexp_replace_all(opened, '"properties"[ \\t\\r\\n]*:[ \\t\\r\\n]*"[{]', '"properties":{') -%}
    {%- set opened = api_call_volume.regexp_replace_all(opened, '[}]"[ \\t\\r\\n]*([,}])', '}\\1') -%}
    case
        when {{ api_call_volume.regexp_matches_text('element', '"properties"[ \\t\\r\\n]*:[ \\t\\r\\n]*"[{]') }}
            then {{ opened }}
        else element
    end
{%- endmacro %}
