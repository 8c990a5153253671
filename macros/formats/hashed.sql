{% macro hashed(field) %}
    {#- A credential that is a secret, as what may be kept of it: its MD5 hash in hexadecimal; null where it is not there. -#}
    {{ dbt.hash(field) }}
{%- endmacro %}
