{% macro raw_record(shown, raw_text=none) %}
    {#-
        What may be shown of a record that is rejected, as a JSON text: the fields that the format reads
        (`shown`: name -> column), and nothing else of the record, since anything else may hold a secret.
        Texts end at a query string, a fragment or a path parameter, and after 500 characters, and have no
        user of a URL. Where a record could not be read at all (`raw_text`: the record itself), its shape: the
        first 500 characters, an x for each letter and digit.
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
