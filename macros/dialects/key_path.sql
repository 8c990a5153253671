{% macro key_path(path) %}
    {#- The keys that lead to a field of a record, as a list: `a.b` is ['a', 'b']. A list (for keys with dots) is itself. -#}
    {{ return(path.split('.') if path is string else path) }}
{% endmacro %}
