{% macro hashed(field) %}
    {#- What may be kept of a credential that is a secret: its MD5 hash in hexadecimal; null where there is none (see identifier). -#}
    {{ dbt.hash('(' ~ api_call_volume.identifier(field) ~ ')') }}
{%- endmacro %}
