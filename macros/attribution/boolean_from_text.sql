{% macro boolean_from_text(text) %}
    {#- A text as a boolean, as warehouses and people write one; null for any other text. -#}
    case
        when lower({{ text }}) in ('true', 't', 'yes', 'y', '1') then true
        when lower({{ text }}) in ('false', 'f', 'no', 'n', '0') then false
    end
{%- endmacro %}
