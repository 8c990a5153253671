{% macro account_ancestors_ctes() %}
    {#-
        The CTE `account_ancestors`, and those that it needs: each account of accounts_relation with itself (`distance` 0), its
        parent (1) and all accounts above it, up to account_levels, and how many these are (`depth`). An account whose parent
        is no account of the relation, or that is in a cycle of parents, is at the top. A promise reports both.
          account_parents  account_id, parent_account_id: as declared, without blanks, placeholders and parents of themselves
          bounded_lines    every line upwards, `cycle_distance` steps above its account in a cycle, if it comes to one

        Lines of n steps are put together to lines of 2n. Not all warehouses have recursive queries, and those that do differ
        in where one may stand.
    -#}
    {%- set declaration = api_call_volume.attribute_relation('accounts') -%}
    {%- set relation = api_call_volume.declared_relation(declaration) if declaration else none -%}
    {%- set raw_columns = api_call_volume.raw_columns(relation) if declaration else {} -%}
    {%- set parent = api_call_volume.attribute_columns('accounts', ['parent_account_id'], raw_columns).parent_account_id -%}
    {%- set steps = [] -%}
    {%- for step in range(10) if declaration and parent != 'null' and 2 ** step < api_call_volume.account_levels() -%}
        {%- do steps.append(2 ** step) -%}
    {%- endfor -%}
account_parents as (

    select
        account_id,
        case when parent_account_id <> account_id then parent_account_id end as parent_account_id
    from (
        select
            account_id,
            {{ api_call_volume.identifier('parent_account_id') }} as parent_account_id
        from (
            {{ api_call_volume.account_attributes_query(['parent_account_id']) }}
        ) as attributes
    ) as parents

),

lines_of_1 as (

    select
        account_parents.account_id,
        case when steps.distance = 0 then account_parents.account_id else account_parents.parent_account_id end as ancestor_account_id,
        steps.distance
    from account_parents
    cross join (
        select 0 as distance
        union all
        select 1 as distance
    ) as steps
    where steps.distance = 0 or account_parents.parent_account_id is not null

),

{% for step in steps -%}
lines_of_{{ step * 2 }} as (

    select
        near.account_id,
        far.ancestor_account_id,
        near.distance + far.distance as distance
    from lines_of_{{ step }} as near
    inner join lines_of_{{ step }} as far
        on
            near.ancestor_account_id = far.account_id
            and (near.distance = {{ step }} or far.distance = 0)

),

{% endfor -%}
-- A line that comes to an account again has entered a cycle.
counted_lines as (

    select
        lines.account_id,
        lines.ancestor_account_id,
        lines.distance,
        count(*) over (partition by lines.account_id, lines.ancestor_account_id) as times_passed
    from lines_of_{{ steps[-1] * 2 if steps else 1 }} as lines
    -- without a parent that is no account
    inner join account_parents on lines.ancestor_account_id = account_parents.account_id

),

bounded_lines as (

    select
        *,
        min(case when times_passed > 1 then distance end) over (partition by account_id) as cycle_distance
    from counted_lines

),

account_ancestors as (

    select
        account_id,
        ancestor_account_id,
        distance,
        max(distance) over (partition by account_id) as depth
    from bounded_lines
    where distance <= coalesce(cycle_distance, distance)

)
{%- endmacro %}
