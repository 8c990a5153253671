{% macro opened_streams(text, otherwise) %}
    {#-
        SQL: Loki's bodies of pushes (`streams`), its answers to queries (`data.result`) and single streams (`stream` beside
        `values`) in one form, `{"streams":[{"values":[[time, line], …]}, …]}`, of which
        json_array_elements makes records. Any other text becomes `otherwise`, an expression.
    -#}
    {%- set bodies = [
        api_call_volume.json_field(text, ['streams']),
        api_call_volume.json_field(text, ['data', 'result']),
        "'[{\"values\":' || " ~ api_call_volume.json_field(text, ['values']) ~ " || '}]'"
    ] -%}
    case
        when {{ api_call_volume.may_be_streams(text) }}
            then coalesce(
                {%- for body in bodies %}
                {{ "'{\"streams\":' || case when " ~ body ~ " like '%\"values\"%[%[%' then " ~ body ~ " end || '}'" }},
                {%- endfor %}
                {{ otherwise }}
            )
        else {{ otherwise }}
    end
{%- endmacro %}
