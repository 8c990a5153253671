{%- set levels = api_call_volume.account_levels() -%}

-- In accounts_relation, each parent_account_id is an account of the relation, and who goes from parent to parent comes to an
-- account without one. Otherwise totals by top_account_id are of parts of a tree. Correct the parents in their table.

with

{{ api_call_volume.account_ancestors_ctes() }},

unknown_parents as (

    select
        account_parents.account_id,
        account_parents.parent_account_id
    from account_parents
    left join account_parents as parents on account_parents.parent_account_id = parents.account_id
    where account_parents.parent_account_id is not null and parents.account_id is null

),

cycle_lengths as (

    select
        account_id,
        min(case when ancestor_account_id = account_id and distance > 0 then distance end) as cycle_length,
        min(ancestor_account_id) as first_account_id
    from bounded_lines
    where cycle_distance = 0
    group by account_id

),

-- One row a cycle, from one of its accounts around to it.
cycles as (

    select
        bounded_lines.account_id,
        max(case when bounded_lines.distance = 1 then bounded_lines.ancestor_account_id end) as parent_account_id,
        max(case when bounded_lines.distance = 0 then bounded_lines.ancestor_account_id end)
        {%- for distance in range(1, levels + 1) %}
        || coalesce(max(case when bounded_lines.distance = {{ distance }} then ', ' || bounded_lines.ancestor_account_id end), '')
        {%- endfor %} as cycle_accounts
    from bounded_lines
    inner join cycle_lengths on bounded_lines.account_id = cycle_lengths.account_id
    where
        bounded_lines.account_id = cycle_lengths.first_account_id
        and bounded_lines.distance <= cycle_lengths.cycle_length
    group by bounded_lines.account_id

),

deep_accounts as (

    select
        account_ancestors.account_id,
        account_parents.parent_account_id,
        account_ancestors.ancestor_account_id as highest_account_id
    from account_ancestors
    inner join account_parents on account_ancestors.ancestor_account_id = account_parents.account_id
    where account_ancestors.distance = {{ levels }} and account_parents.parent_account_id is not null

),

problems as (

    select
        'unknown parent' as problem,
        account_id,
        parent_account_id,
        cast(null as {{ dbt.type_string() }}) as other_accounts
    from unknown_parents

    union all

    select
        'cycle' as problem,
        account_id,
        parent_account_id,
        cycle_accounts as other_accounts
    from cycles

    union all

    select
        'too deep' as problem,
        account_id,
        parent_account_id,
        highest_account_id as other_accounts
    from deep_accounts

)

select
    *,
    {{ api_call_volume.promise_columns(
        {
            "problem = 'unknown parent'": 'accounts_relation: the parent of account [account_id] is [parent_account_id], which is no account '
            ~ 'of accounts_relation. So [account_id] is at the top of its tree.',
            "problem = 'cycle'": 'accounts_relation: each of these accounts has the next one as its parent, in a cycle: [other_accounts]. '
            ~ 'So each of them is at the top of its own tree.',
            'else': 'accounts_relation: account [account_id] is more than ' ~ levels ~ ' levels below a top. So [other_accounts], '
            ~ levels ~ ' levels above it, is taken for its top, and is itself below [parent_account_id].',
        },
        {
            "problem = 'unknown parent'": 'Correct parent_account_id of [account_id], or add [parent_account_id] to accounts_relation (does '
            ~ 'accounts_where leave it out?), and run ' ~ api_call_volume.build_command(),
            "problem = 'cycle'": 'Correct parent_account_id of one of these accounts: the top of a tree has none. Then run '
            ~ api_call_volume.build_command(),
            'else': 'Correct the parents between [account_id] and [other_accounts]. If there are so many levels, let account_columns map '
            ~ 'parent_account_id to an account that is higher. Then run ' ~ api_call_volume.build_command(),
        }
    ) }}
from problems
