{% macro put_in_place(next, existing, before=none) %}
    {#-
        Puts the finished ClickHouse table `next` in the model's place, in one step, and drops what was there. `before` is the
        table_uuid of the table that `next` was copied from: where another run has replaced it since, the two change
        places again, and the run stops.
    -#}
    {%- if existing is none -%}
        {%- call statement('rename') -%}
            rename table {{ next }} to {{ this }}
        {%- endcall -%}
        {{ return('') }}
    {%- endif -%}
    {%- call statement('exchange') -%}
        exchange tables {{ next }} and {{ this }}
    {%- endcall -%}
    {%- if before is not none and api_call_volume.table_uuid(next) != before -%}
        {%- call statement('exchange_back') -%}
            exchange tables {{ next }} and {{ this }}
        {%- endcall -%}
        {% do exceptions.raise_compiler_error(
            'api_call_volume: another run has replaced ' ~ this ~ ' during this one. Nothing of it was changed here. Let one run end '
            ~ 'before the next one begins.'
        ) %}
    {%- endif -%}
    {%- do adapter.drop_relation(next.incorporate(type=existing.type)) -%}
{% endmacro %}
