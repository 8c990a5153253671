{% macro spelled_fields(names, places=[[none, '.']]) %}
    {#-
        The fields of a log whose producers spell its keys in several ways: {fields, log}. `fields` are as
        staged_log_records takes them, `log` has SQL for each of `names`: the first of its keys that the record has.
          names   name -> list of keys
          places  where the keys may be: a list of pairs of a key, none for the record itself, and of what stands for a dot
    -#}
    {%- set fields = {} -%}
    {%- set log = {} -%}
    {%- for name, keys in names.items() -%}
        {%- set columns = [] -%}
        {%- for each in keys -%}
            {%- for place, dot in places -%}
                {%- do columns.append('log_' ~ name ~ '_' ~ (columns | length + 1)) -%}
                {%- do fields.update({columns[-1]: ([place] if place else []) + [each | replace('.', dot)]}) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- do log.update({name: 'coalesce(' ~ columns | join(', ') ~ ')' if columns | length > 1 else columns[0]}) -%}
    {%- endfor -%}
    {{ return({'fields': fields, 'log': log}) }}
{% endmacro %}
