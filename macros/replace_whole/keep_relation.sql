{% macro keep_relation() %}
    {#-
        What the materializations replace_whole and replace_view do where nothing is due: they leave the table or view
        as it is. It sends a statement only where hooks, grants or persisted docs are configured, which it applies as
        in any run.
    -#}
    {%- set target_relation = this.incorporate(type=load_relation(this).type) -%}
    {%- set grants = config.get('grants') -%}
    {%- if not (pre_hooks or post_hooks or grants or config.get('persist_docs')) -%}
        {%- do store_raw_result(name='main', message='nothing due', code='skip', rows_affected='-1') -%}
        {{ return({'relations': [target_relation]}) }}
    {%- endif -%}
    {%- set has_transactions = api_call_volume.has_transactions() -%}
    {%- if has_transactions -%}
        {{ run_hooks(pre_hooks, inside_transaction=false) }}
    {%- endif -%}
    {{ run_hooks(pre_hooks) }}
    {%- call statement('main') -%}
        select 0 as rows_to_write
    {%- endcall -%}
    {%- do apply_grants(target_relation, grants, should_revoke(target_relation, false)) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks) }}
    {%- if has_transactions -%}
        {%- do adapter.commit() -%}
        {{ run_hooks(post_hooks, inside_transaction=false) }}
    {%- endif -%}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}
