{% test shares_keys_with(
    model, columns, to, to_columns=none, direction='here_in_there', where=none, to_where=none
) %}

{%- set test = 'shares_keys_with' -%}
{%- do api_call_volume.check_relation(test, to) -%}
{%- do api_call_volume.check_choice(test, 'direction', direction, ['here_in_there', 'both']) -%}
{%- set keys = api_call_volume.compared_keys(test, 'columns', columns, to_columns) -%}
{%- if not keys -%}
    {%- do api_call_volume.argument_error(test, 'columns', 'it is empty.', 'the columns of the key, as [account_id].') -%}
{%- endif -%}

{{ api_call_volume.unshared_keys(
    model, to, keys, {'ctes': {}}, where, to_where, is_mutual=(direction == 'both')
) }}

{% endtest %}
