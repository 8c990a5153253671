{{ config(severity='warn') }}

-- The same as most_copies_are_of_one_call, where it is one key in twenty, and five or more.

{{ api_call_volume.keys_of_several_calls(
    'keys_of_several_calls >= 5 and keys_of_several_calls * 20 >= keys_shared'
    ~ ' and not (keys_of_several_calls >= 20 and keys_of_several_calls * 5 >= keys_shared)'
) }}
