// bench/.tmp-load.ts
import { readFileSync, readdirSync } from 'node:fs';
import { parse as parse2 } from 'yaml';

// node_modules/zod/v4/core/util.js
function getEnumValues(entries) {
  const numericValues = Object.values(entries).filter((v) => typeof v === 'number');
  const values = Object.entries(entries)
    .filter(([k, _]) => numericValues.indexOf(+k) === -1)
    .map(([_, v]) => v);
  return values;
}
function jsonStringifyReplacer(_, value) {
  if (typeof value === 'bigint') return value.toString();
  return value;
}
var Cached = class {
  constructor(getter) {
    this._getter = getter;
    this._value = void 0;
  }
  get value() {
    const getter = this._getter;
    if (getter !== void 0) {
      this._value = getter();
      this._getter = void 0;
    }
    return this._value;
  }
};
function cached(getter) {
  return new Cached(getter);
}
function nullish(input) {
  return input === null || input === void 0;
}
function cleanRegex(source) {
  const start = source.startsWith('^') ? 1 : 0;
  const end = source.endsWith('$') ? source.length - 1 : source.length;
  return source.slice(start, end);
}
function assignProp(target, prop, value) {
  Object.defineProperty(target, prop, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
var captureStackTrace = 'captureStackTrace' in Error ? Error.captureStackTrace : (..._args) => {};
function isObject(data) {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
function isPlainObject(o) {
  if (isObject(o) === false) return false;
  const ctor = o.constructor;
  if (ctor === void 0) return true;
  if (typeof ctor !== 'function') return true;
  const prot = ctor.prototype;
  if (isObject(prot) === false) return false;
  if (Object.prototype.hasOwnProperty.call(prot, 'isPrototypeOf') === false) {
    return false;
  }
  return true;
}
var propertyKeyTypes = /* @__PURE__ */ new Set(['string', 'number', 'symbol']);
function escapeRegex(str) {
  return str.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
function clone(inst, def, params) {
  const cl = new inst._zod.constr(def ?? inst._zod.def);
  if (!def || params?.parent) cl._zod.parent = inst;
  return cl;
}
function normalizeParams(_params) {
  const params = _params;
  if (!params) return {};
  if (typeof params === 'string') return { error: () => params };
  if (params?.message !== void 0) {
    if (params?.error !== void 0) throw new Error('Cannot specify both `message` and `error` params');
    params.error = params.message;
  }
  delete params.message;
  if (typeof params.error === 'string') return { ...params, error: () => params.error };
  return params;
}
function optionalKeys(shape) {
  return Object.keys(shape).filter((k) => {
    return shape[k]._zod.optin !== void 0 && shape[k]._zod.optout === 'optional';
  });
}
function aborted(x, startIndex = 0) {
  if (x.aborted === true) return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue !== true) {
      return true;
    }
  }
  return false;
}
function explicitlyAborted(x, startIndex = 0) {
  if (x.aborted === true) return true;
  for (let i = startIndex; i < x.issues.length; i++) {
    if (x.issues[i]?.continue === false) {
      return true;
    }
  }
  return false;
}
function prefixIssues(path, issues) {
  return issues.map((iss) => {
    var _a2;
    (_a2 = iss).path ?? (_a2.path = []);
    iss.path.unshift(path);
    return iss;
  });
}
function unwrapMessage(message) {
  return typeof message === 'string' ? message : message?.message;
}
function sizeCaps(defChecks) {
  const caps = [];
  for (const ch of defChecks ?? []) {
    const d = ch._zod.def;
    if (!/_(length|size)$|_equals$/.test(d.check)) break;
    const max = d.maximum ?? d.length ?? d.size;
    if (max >= 0) caps.push([max, ch]);
  }
  return caps;
}
function attachSchema(issues, start, inst) {
  var _a2;
  for (let i = start; i < issues.length; i++) {
    (_a2 = issues[i]).schema ?? (_a2.schema = inst);
  }
}
function finalizeIssue(iss, ctx, config2) {
  var _a2;
  const traits = iss.inst?._zod?.traits;
  if (traits?.has('$ZodType')) {
    if (traits.has('$ZodCheck')) (_a2 = iss).schema ?? (_a2.schema = iss.inst);
    else iss.schema = iss.inst;
  }
  const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
  const message = iss.message
    ? iss.message
    : (unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ??
      unwrapMessage(schemaError?.(iss)) ??
      unwrapMessage(ctx?.error?.(iss)) ??
      unwrapMessage(config2.customError?.(iss)) ??
      unwrapMessage(config2.localeError?.(iss)) ??
      'Invalid input');
  const full = {};
  for (const k of Object.keys(iss)) {
    if (k === 'inst' || k === 'schema' || k === 'continue' || k === 'input' || k === '__proto__') continue;
    full[k] = iss[k];
  }
  full.path ?? (full.path = []);
  full.message = message;
  if (ctx?.reportInput) {
    full.input = iss.input;
  }
  return full;
}
var highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
  const units = str.length;
  if (!highSurrogate.test(str)) return units;
  let count = units;
  for (let i = 0; i < units - 1; i++) {
    if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
      count--;
      i++;
    }
  }
  return count;
}
function getLengthableOrigin(input) {
  if (Array.isArray(input)) return 'array';
  if (typeof input === 'string') return 'string';
  return 'unknown';
}
function members(proto, table) {
  for (const key in table) {
    const desc = Object.getOwnPropertyDescriptor(table, key);
    if (desc.get) Object.defineProperty(proto, key, { ...desc, enumerable: false });
    else defineBound(proto, key, desc.value);
  }
}
function own(inst, key, value, enumerable = true) {
  Object.defineProperty(inst, key, { configurable: true, writable: true, enumerable, value });
  return value;
}
function hide(inst, key, value) {
  return own(inst, key, value, false);
}
function defineBound(proto, key, fn) {
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      return this == null ? fn : own(this, key, fn.bind(this));
    },
    set(value) {
      own(this, key, value);
    },
  });
}
function claim(inst, sentinel) {
  const proto = Object.getPrototypeOf(inst);
  return sentinel in proto ? void 0 : proto;
}
var installing;
var broke = false;
var breaker = {
  configurable: true,
  get() {
    broke = true;
    return void 0;
  },
};
function defineLazyInternal(inst, key, compute) {
  const proto = Object.getPrototypeOf(inst._zod);
  if (key in proto && installing !== inst._zod) {
    installing = void 0;
    return;
  }
  installing = inst._zod;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      Object.defineProperty(this, key, breaker);
      const outer = broke;
      broke = false;
      try {
        const value = compute(this);
        if (broke) delete this[key];
        else Object.defineProperty(this, key, { configurable: true, writable: true, value });
        broke = broke || outer;
        return value;
      } catch (err) {
        delete this[key];
        broke = broke || outer;
        throw err;
      }
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, value });
    },
  });
}
function installLazyProp(inst, key, make, enumerable) {
  const proto = claim(inst, key);
  if (!proto) return;
  Object.defineProperty(proto, key, {
    configurable: true,
    get() {
      const desc = { configurable: true, writable: true, enumerable, value: void 0 };
      Object.defineProperty(this, key, desc);
      desc.value = make(this);
      Object.defineProperty(this, key, desc);
      return desc.value;
    },
    set(value) {
      Object.defineProperty(this, key, { configurable: true, writable: true, enumerable, value });
    },
  });
}

// node_modules/zod/v4/core/core.js
var _a;
var _zodDesc = { value: void 0, enumerable: false };
var _E = 'captureStackTrace' in Error ? Error : null;
function newError(Definition) {
  const E = _E;
  if (E) {
    const saved = E.stackTraceLimit;
    if (typeof saved === 'number') {
      try {
        E.stackTraceLimit = 0;
      } catch {
        _E = null;
        return new Definition();
      }
      try {
        return new Definition();
      } finally {
        E.stackTraceLimit = saved;
      }
    }
  }
  return new Definition();
}
// @__NO_SIDE_EFFECTS__
function $constructor(name, initializer2, proto, params) {
  const zodProto = {};
  function Internals(def) {
    this.def = def;
    this.constr = _;
    this.traits = /* @__PURE__ */ new Set();
  }
  Internals.prototype = zodProto;
  const protoMembers = proto;
  const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
  function init(inst, def) {
    if (!inst._zod) {
      _zodDesc.value = new Internals(def);
      try {
        Object.defineProperty(inst, '_zod', _zodDesc);
      } finally {
        _zodDesc.value = void 0;
      }
    } else if (inst._zod.traits.has(name)) {
      return;
    }
    inst._zod.traits.add(name);
    initializer2(inst, def);
    if (initialized) {
      const own2 = Object.getPrototypeOf(inst);
      const ctorProto = inst._zod.constr.prototype;
      let up = own2;
      while (up && up !== ctorProto) up = Object.getPrototypeOf(up);
      const target = up ?? own2;
      if (!initialized.has(target)) {
        initialized.add(target);
        members(target, protoMembers);
      }
    }
    const proto2 = _.prototype;
    for (const k in proto2) {
      if (!Object.prototype.hasOwnProperty.call(proto2, k)) continue;
      if (!(k in inst)) {
        inst[k] = proto2[k].bind(inst);
      }
    }
  }
  const Parent = params?.Parent ?? Object;
  class Definition extends Parent {}
  Object.defineProperty(Definition, 'name', { value: name });
  function _(def) {
    const inst = params?.Parent ? newError(Definition) : this;
    init(inst, def);
    const deferred = inst._zod.deferred;
    if (deferred) {
      for (const fn of deferred) {
        fn();
      }
      inst._zod.deferred = void 0;
    }
    const pp = globalThis.__zod_globalConfig?.postProcessor;
    if (pp) pp(inst);
    return inst;
  }
  Object.defineProperty(_, 'init', { value: init });
  Object.defineProperty(_, Symbol.hasInstance, {
    value: (inst) => {
      if (params?.Parent && inst instanceof params.Parent) return true;
      return inst?._zod?.traits?.has(name);
    },
  });
  Object.defineProperty(_, 'name', { value: name });
  return _;
}
var $ZodAsyncError = class extends Error {
  constructor() {
    super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
  }
};
(_a = globalThis).__zod_globalConfig ?? (_a.__zod_globalConfig = {});
var globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
  if (newConfig) Object.assign(globalConfig, newConfig);
  return globalConfig;
}

// node_modules/zod/v4/core/errors.js
function _getMessage() {
  const internals = this._zod;
  internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
  return internals.message;
}
function _setMessage(value) {
  this._zod.message = value;
}
var _messageDesc = {
  get: _getMessage,
  set: _setMessage,
  enumerable: true,
  configurable: true,
};
var _issuesDesc = { value: void 0, enumerable: false };
var _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
var initializer = (inst, def) => {
  inst.name = '$ZodError';
  _issuesDesc.value = def;
  Object.defineProperty(inst, 'issues', _issuesDesc);
  _issuesDesc.value = void 0;
  Object.defineProperty(inst, 'message', _messageDesc);
  const proto = Object.getPrototypeOf(inst);
  if (!_installedToString.has(proto)) {
    _installedToString.add(proto);
    Object.defineProperty(proto, 'toString', {
      configurable: true,
      enumerable: false,
      get() {
        const value = () => this.message;
        Object.defineProperty(this, 'toString', { value, configurable: true, writable: true });
        return value;
      },
      set(value) {
        Object.defineProperty(this, 'toString', { value, configurable: true, writable: true });
      },
    });
  }
};
var $ZodError = $constructor('$ZodError', initializer);
var $ZodRealError = $constructor('$ZodError', initializer, void 0, {
  Parent: Error,
});

// node_modules/zod/v4/core/parse.js
var _parse = (_Err) => {
  const fn = (schema, value, _ctx, _params) => {
    const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
    const result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) {
      throw new $ZodAsyncError();
    }
    if (result.issues.length) {
      const e = new (_params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, _params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var parse = /* @__PURE__ */ _parse($ZodRealError);
var _parseAsync = (_Err) => {
  const fn = async (schema, value, _ctx, params) => {
    const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
    let result = schema._zod.run({ value, issues: [] }, ctx);
    if (result instanceof Promise) result = await result;
    if (result.issues.length) {
      const e = new (params?.Err ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
      captureStackTrace(e, params?.callee ?? fn);
      throw e;
    }
    return result.value;
  };
  return fn;
};
var parseAsync = /* @__PURE__ */ _parseAsync($ZodRealError);
var _safeParse = (_Err) => (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: false } : { async: false };
  const result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) {
    throw new $ZodAsyncError();
  }
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
var safeParse = /* @__PURE__ */ _safeParse($ZodRealError);
function failure(Err, issues, ctx) {
  let error;
  return {
    success: false,
    get error() {
      if (!error) {
        error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
        issues = void 0;
        ctx = void 0;
      }
      return error;
    },
    set error(e) {
      error = e;
      issues = void 0;
      ctx = void 0;
    },
  };
}
var _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
  const ctx = _ctx ? { ..._ctx, async: true } : { async: true };
  let result = schema._zod.run({ value, issues: [] }, ctx);
  if (result instanceof Promise) result = await result;
  return result.issues.length ? failure(_Err, result.issues, ctx) : { success: true, data: result.value };
};
var safeParseAsync = /* @__PURE__ */ _safeParseAsync($ZodRealError);

// node_modules/zod/v4/core/regexes.js
var anyString = /^[\s\S]{0,}$/;
var number = /^-?\d+(?:\.\d+)?$/;
var boolean = /^(?:true|false)$/i;

// node_modules/zod/v4/core/checks.js
var $ZodCheck = /* @__PURE__ */ $constructor('$ZodCheck', (inst, def) => {
  var _a2;
  inst._zod ?? (inst._zod = {});
  inst._zod.def = def;
  (_a2 = inst._zod).onattach ?? (_a2.onattach = []);
});
var _whenHasLength = (payload) => {
  const val = payload.value;
  return !nullish(val) && val.length !== void 0;
};
var $ZodCheckMinLength = /* @__PURE__ */ $constructor('$ZodCheckMinLength', (inst, def) => {
  var _a2;
  $ZodCheck.init(inst, def);
  (_a2 = inst._zod.def).when ?? (_a2.when = _whenHasLength);
  inst._zod.check = (payload) => {
    const input = payload.value;
    const units = input.length;
    const length =
      typeof input === 'string' && units >= def.minimum && units < def.minimum * 2
        ? codePointLength(input)
        : units;
    if (length >= def.minimum) return;
    const origin = getLengthableOrigin(input);
    payload.issues.push({
      origin,
      code: 'too_small',
      minimum: def.minimum,
      inclusive: true,
      input,
      inst,
      continue: !def.abort,
    });
  };
});

// node_modules/zod/v4/core/versions.js
var version = {
  major: 4,
  minor: 6,
  patch: 7,
};

// node_modules/zod/v4/core/schemas.js
var $ZodType = /* @__PURE__ */ $constructor(
  '$ZodType',
  (inst, def) => {
    var _a2;
    inst ?? (inst = {});
    inst._zod.def = def;
    inst._zod.bag = inst._zod.bag || {};
    inst._zod.version = version;
    const defChecks = inst._zod.def.checks;
    const checks = inst._zod.traits.has('$ZodCheck')
      ? [inst, ...(defChecks ?? [])]
      : defChecks?.length
        ? [...defChecks]
        : [];
    for (const ch of checks) {
      for (const fn of ch._zod.onattach) {
        fn(inst);
      }
    }
    if (checks.length === 0) {
      (_a2 = inst._zod).deferred ?? (_a2.deferred = []);
      inst._zod.deferred?.push(() => {
        inst._zod.run = inst._zod.parse;
      });
    } else {
      const runChecks = (payload, checks2, ctx) => {
        if (payload.memo) return payload;
        let isAborted = aborted(payload);
        let asyncResult;
        for (const ch of checks2) {
          if (ch._zod.def.when) {
            if (explicitlyAborted(payload)) continue;
            const shouldRun = ch._zod.def.when(payload);
            if (!shouldRun) continue;
          } else if (isAborted) {
            continue;
          }
          const currLen = payload.issues.length;
          const _ = ch._zod.check(payload);
          if (_ instanceof Promise && ctx?.async === false) {
            throw new $ZodAsyncError();
          }
          if (asyncResult || _ instanceof Promise) {
            asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
              await _;
              const nextLen = payload.issues.length;
              if (nextLen === currLen) return;
              attachSchema(payload.issues, currLen, inst);
              if (!isAborted) isAborted = aborted(payload, currLen);
            });
          } else {
            const nextLen = payload.issues.length;
            if (nextLen === currLen) continue;
            attachSchema(payload.issues, currLen, inst);
            if (!isAborted) isAborted = aborted(payload, currLen);
          }
        }
        if (asyncResult) {
          return asyncResult.then(() => {
            return payload;
          });
        }
        return payload;
      };
      const handleCanaryResult = (canary, payload, ctx) => {
        if (aborted(canary)) {
          canary.aborted = true;
          return canary;
        }
        const checkResult = runChecks(payload, checks, ctx);
        if (checkResult instanceof Promise) {
          if (ctx.async === false) throw new $ZodAsyncError();
          return checkResult.then((checkResult2) => inst._zod.parse(checkResult2, ctx));
        }
        return inst._zod.parse(checkResult, ctx);
      };
      inst._zod.run = (payload, ctx) => {
        if (ctx.skipChecks) {
          return inst._zod.parse(payload, ctx);
        }
        if (ctx.direction === 'backward') {
          const canary = inst._zod.parse({ value: payload.value, issues: [] }, { ...ctx, skipChecks: true });
          if (canary instanceof Promise) {
            return canary.then((canary2) => {
              return handleCanaryResult(canary2, payload, ctx);
            });
          }
          return handleCanaryResult(canary, payload, ctx);
        }
        const result = inst._zod.parse(payload, ctx);
        if (result instanceof Promise) {
          if (ctx.async === false) throw new $ZodAsyncError();
          return result.then((result2) => runChecks(result2, checks, ctx));
        }
        return runChecks(result, checks, ctx);
      };
    }
  },
  {
    // Wrappers extend this by installing a richer factory over it; reading it eagerly would defeat the laziness.
    get '~standard'() {
      return hide(this, '~standard', standardProps(this));
    },
    set '~standard'(value) {
      own(this, '~standard', value);
    },
  },
);
var toStandardResult = (r, ctx) =>
  r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
  const ctx = { async: true };
  return toStandardResult(await inst._zod.run({ value, issues: [] }, ctx), ctx);
}
function standardProps(inst) {
  return {
    validate: (value) => {
      const ctx = { async: false };
      try {
        const r = inst._zod.run({ value, issues: [] }, ctx);
        if (!(r instanceof Promise)) return toStandardResult(r, ctx);
      } catch (_) {}
      return validateAsync(inst, value);
    },
    vendor: 'zod',
    version: 1,
  };
}
var $ZodString = /* @__PURE__ */ $constructor('$ZodString', (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = def.pattern ?? anyString;
  inst._zod.parse = (payload, _) => {
    if (def.coerce)
      try {
        payload.value = String(payload.value);
      } catch (_2) {}
    if (typeof payload.value === 'string') return payload;
    payload.issues.push({
      expected: 'string',
      code: 'invalid_type',
      input: payload.value,
      inst,
    });
    return payload;
  };
});
var $ZodBoolean = /* @__PURE__ */ $constructor('$ZodBoolean', (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.pattern = boolean;
  inst._zod.parse = (payload, _ctx) => {
    if (def.coerce)
      try {
        payload.value = Boolean(payload.value);
      } catch (_) {}
    const input = payload.value;
    if (typeof input === 'boolean') return payload;
    payload.issues.push({
      expected: 'boolean',
      code: 'invalid_type',
      input,
      inst,
    });
    return payload;
  };
});
var $ZodNever = /* @__PURE__ */ $constructor('$ZodNever', (inst, def) => {
  $ZodType.init(inst, def);
  inst._zod.parse = (payload, _ctx) => {
    payload.issues.push({
      expected: 'never',
      code: 'invalid_type',
      input: payload.value,
      inst,
    });
    return payload;
  };
});
function capSize(inst, size) {
  const caps = sizeCaps(inst._zod.def.checks);
  if (!caps.length) return;
  const cap = Math.min(...caps.map((c) => c[0]));
  const parse3 = inst._zod.parse;
  inst._zod.parse = (payload, ctx) => {
    const n = size(payload.value);
    if (n > cap && !ctx?.skipChecks && ctx?.direction !== 'backward') {
      for (const [max, ch] of sizeCaps(inst._zod.def.checks)) {
        if (n > max && ch._zod.def.when(payload)) {
          const start = payload.issues.length;
          ch._zod.check(payload);
          payload.issues[start].continue = false;
          attachSchema(payload.issues, start, inst);
          return payload;
        }
      }
    }
    return parse3(payload, ctx);
  };
}
var arraySize = (input) => (Array.isArray(input) ? input.length : -1);
function handleArrayResult(result, final, index) {
  if (result.issues.length) {
    final.issues.push(...prefixIssues(index, result.issues));
  }
  final.value[index] = result.value;
}
var $ZodArray = /* @__PURE__ */ $constructor('$ZodArray', (inst, def) => {
  $ZodType.init(inst, def);
  const memo = globalConfig.memoizer;
  memo?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!Array.isArray(input)) {
      payload.issues.push({
        expected: 'array',
        code: 'invalid_type',
        input,
        inst,
      });
      return payload;
    }
    payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
    const proms = [];
    const abortEarly = ctx?.abortEarly;
    for (let i = 0; i < input.length; i++) {
      const item = input[i];
      const result = def.element._zod.run(
        {
          value: item,
          issues: [],
        },
        ctx,
      );
      if (result instanceof Promise) {
        proms.push(result.then((result2) => handleArrayResult(result2, payload, i)));
      } else {
        handleArrayResult(result, payload, i);
        if (abortEarly && result.issues.length !== 0 && aborted(result)) break;
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
  capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
  const isPresent = key in input;
  const isOptionalOut = optout === 'optional';
  if (!isPresent && isOptionalOut && optin === 'optional') {
    return;
  }
  if (result.issues.length) {
    if (optin !== void 0 && isOptionalOut && !isPresent) {
      return;
    }
    final.issues.push(...prefixIssues(key, result.issues));
  }
  if (!isPresent && optin === void 0) {
    if (!result.issues.length) {
      final.issues.push({
        code: 'invalid_type',
        expected: 'nonoptional',
        input: void 0,
        path: [key],
      });
    }
    return;
  }
  if (result.value === void 0) {
    if (isPresent || (optin === 'defaulted' && !isOptionalOut)) {
      final.value[key] = void 0;
    }
  } else {
    final.value[key] = result.value;
  }
}
var NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
  const keys = Object.keys(def.shape);
  const ownSymbols = Object.getOwnPropertySymbols(def.shape);
  const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
  const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
  for (const k of allKeys) {
    if (!def.shape?.[k]?._zod?.traits?.has('$ZodType')) {
      throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
    }
  }
  const okeys = optionalKeys(def.shape);
  return {
    ...def,
    allKeys,
    symbolKeys,
    // string-only: handleCatchall matches it against `for...in`, which never yields a symbol
    keySet: new Set(keys),
    numKeys: keys.length,
    optionalKeys: new Set(okeys),
  };
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
  const unrecognized = [];
  const keySet = def.keySet;
  const _catchall = def.catchall._zod;
  const t = _catchall.def.type;
  const optin = _catchall.optin;
  const optout = _catchall.optout;
  let seen = 0;
  for (const key in input) {
    if (abortEarly && payload.issues.length !== seen) {
      if (aborted(payload, seen)) break;
      seen = payload.issues.length;
    }
    if (keySet.has(key)) continue;
    if (key === '__proto__') {
      if (t === 'never') unrecognized.push(key);
      continue;
    }
    if (t === 'never') {
      unrecognized.push(key);
      continue;
    }
    const r = _catchall.run({ value: input[key], issues: [] }, ctx);
    if (r instanceof Promise) {
      proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
    } else {
      handlePropertyResult(r, payload, key, input, optin, optout);
    }
  }
  if (unrecognized.length) {
    payload.issues.push({
      code: 'unrecognized_keys',
      keys: unrecognized,
      input,
      inst,
      // Describes the shape of the input, not the validity of the parsed value, so it never aborts. The parse still fails; the schema's own checks just get to run first, and an enclosing intersection can reconcile the key against a sibling operand.
      continue: true,
    });
  }
  if (!proms.length) return payload;
  return Promise.all(proms).then(() => {
    return payload;
  });
}
var $ZodObject = /* @__PURE__ */ $constructor('$ZodObject', (inst, def) => {
  $ZodType.init(inst, def);
  const desc = Object.getOwnPropertyDescriptor(def, 'shape');
  const sh = desc?.get ? desc.get.raw : (def.shape ?? {});
  if (sh) {
    const get = () => {
      const newSh = { ...sh };
      Object.defineProperty(def, 'shape', { value: newSh });
      get.raw = newSh;
      return newSh;
    };
    get.raw = sh;
    Object.defineProperty(def, 'shape', { get });
  }
  const _normalized = cached(() => normalizeDef(def));
  defineLazyInternal(inst, 'propValues', (zod) => {
    const shape = zod.def.shape;
    const propValues = {};
    for (const key in shape) {
      const field = shape[key]._zod;
      if (field.values) {
        if (!Object.prototype.hasOwnProperty.call(propValues, key)) {
          assignProp(propValues, key, /* @__PURE__ */ new Set());
        }
        for (const v of field.values) propValues[key].add(v);
        if (field.optin !== void 0) propValues[key].add(void 0);
      }
    }
    return propValues;
  });
  const isObject2 = isObject;
  const catchall = def.catchall;
  let value;
  const memo = globalConfig.memoizer;
  memo?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    value ?? (value = _normalized.value);
    const input = payload.value;
    if (!isObject2(input)) {
      payload.issues.push({
        expected: 'object',
        code: 'invalid_type',
        input,
        inst,
      });
      return payload;
    }
    payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
    const proms = [];
    const shape = value.shape;
    const abortEarly = ctx?.abortEarly;
    let seen = payload.issues.length;
    for (const key of value.allKeys) {
      if (abortEarly && payload.issues.length !== seen) {
        if (aborted(payload, seen)) break;
        seen = payload.issues.length;
      }
      if (key === '__proto__') continue;
      const el = shape[key];
      const optin = el._zod.optin;
      const optout = el._zod.optout;
      const r = el._zod.run({ value: input[key], issues: [] }, ctx);
      if (r instanceof Promise) {
        proms.push(r.then((r2) => handlePropertyResult(r2, payload, key, input, optin, optout)));
      } else {
        handlePropertyResult(r, payload, key, input, optin, optout);
      }
    }
    if (!catchall) {
      return proms.length ? Promise.all(proms).then(() => payload) : payload;
    }
    return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
  };
});
var $ZodRecord = /* @__PURE__ */ $constructor('$ZodRecord', (inst, def) => {
  $ZodType.init(inst, def);
  const memo = globalConfig.memoizer;
  memo?.attach(inst);
  inst._zod.parse = (payload, ctx) => {
    const input = payload.value;
    if (!isPlainObject(input)) {
      payload.issues.push({
        expected: 'record',
        code: 'invalid_type',
        input,
        inst,
      });
      return payload;
    }
    const proms = [];
    const values = def.keyType._zod.values;
    if (values && !def.partial) {
      payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
      const recordKeys = /* @__PURE__ */ new Set();
      for (const key of values) {
        if (typeof key === 'string' || typeof key === 'number' || typeof key === 'symbol') {
          recordKeys.add(typeof key === 'number' ? key.toString() : key);
          if (key === '__proto__') continue;
          const keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
          if (keyResult instanceof Promise) {
            throw new Error('Async schemas not supported in object keys currently');
          }
          if (keyResult.issues.length) {
            payload.issues.push({
              code: 'invalid_key',
              origin: 'record',
              issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
              input: key,
              path: [key],
              inst,
            });
            continue;
          }
          const outKey = keyResult.value;
          if (outKey === '__proto__') continue;
          const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
          if (result instanceof Promise) {
            proms.push(
              result.then((result2) => {
                if (result2.issues.length) {
                  payload.issues.push(...prefixIssues(key, result2.issues));
                }
                payload.value[outKey] = result2.value;
              }),
            );
          } else {
            if (result.issues.length) {
              payload.issues.push(...prefixIssues(key, result.issues));
            }
            payload.value[outKey] = result.value;
          }
        }
      }
      let unrecognized;
      for (const key in input) {
        if (!recordKeys.has(key)) {
          if (def.mode === 'loose') {
            if (key === '__proto__') continue;
            payload.value[key] = input[key];
          } else {
            unrecognized = unrecognized ?? [];
            unrecognized.push(key);
          }
        }
      }
      if (unrecognized && unrecognized.length > 0) {
        payload.issues.push({
          code: 'unrecognized_keys',
          input,
          inst,
          keys: unrecognized,
          continue: true,
        });
      }
    } else {
      payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
      let unrecognized;
      for (const key of Reflect.ownKeys(input)) {
        if (key === '__proto__') continue;
        if (!Object.prototype.propertyIsEnumerable.call(input, key)) continue;
        let keyResult = def.keyType._zod.run({ value: key, issues: [] }, ctx);
        if (keyResult instanceof Promise) {
          throw new Error('Async schemas not supported in object keys currently');
        }
        const checkNumericKey = typeof key === 'string' && number.test(key) && keyResult.issues.length;
        if (checkNumericKey) {
          const retryResult = def.keyType._zod.run({ value: Number(key), issues: [] }, ctx);
          if (retryResult instanceof Promise) {
            throw new Error('Async schemas not supported in object keys currently');
          }
          if (retryResult.issues.length === 0) {
            keyResult = retryResult;
          }
        }
        if (keyResult.issues.length) {
          if (def.mode === 'loose') {
            payload.value[key] = input[key];
          } else if (values) {
            unrecognized = unrecognized ?? [];
            unrecognized.push(key);
          } else {
            payload.issues.push({
              code: 'invalid_key',
              origin: 'record',
              issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
              input: key,
              path: [key],
              inst,
            });
          }
          continue;
        }
        const outKey = keyResult.value;
        if (outKey === '__proto__') continue;
        const result = def.valueType._zod.run({ value: input[key], issues: [] }, ctx);
        if (result instanceof Promise) {
          proms.push(
            result.then((result2) => {
              if (result2.issues.length) {
                payload.issues.push(...prefixIssues(key, result2.issues));
              }
              payload.value[outKey] = result2.value;
            }),
          );
        } else {
          if (result.issues.length) {
            payload.issues.push(...prefixIssues(key, result.issues));
          }
          payload.value[outKey] = result.value;
        }
      }
      if (unrecognized && unrecognized.length > 0) {
        payload.issues.push({
          code: 'unrecognized_keys',
          input,
          inst,
          keys: unrecognized,
          continue: true,
        });
      }
    }
    if (proms.length) {
      return Promise.all(proms).then(() => payload);
    }
    return payload;
  };
});
var $ZodEnum = /* @__PURE__ */ $constructor('$ZodEnum', (inst, def) => {
  $ZodType.init(inst, def);
  const values = getEnumValues(def.entries);
  const valuesSet = new Set(values);
  inst._zod.values = valuesSet;
  defineLazyInternal(inst, 'pattern', (zod) => {
    const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
    return new RegExp(
      patternValues.length
        ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join('|')})$`
        : '^[^\\s\\S]$',
    );
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (valuesSet.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: 'invalid_value',
      values,
      input,
      inst,
    });
    return payload;
  };
});
var $ZodLiteral = /* @__PURE__ */ $constructor('$ZodLiteral', (inst, def) => {
  $ZodType.init(inst, def);
  const values = new Set(def.values);
  inst._zod.values = values;
  defineLazyInternal(inst, 'pattern', (zod) => {
    const vals = zod.def.values;
    return new RegExp(
      vals.length
        ? `^(${vals.map((o) => (typeof o === 'string' ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o))).join('|')})$`
        : '^[^\\s\\S]$',
    );
  });
  inst._zod.parse = (payload, _ctx) => {
    const input = payload.value;
    if (values.has(input)) {
      return payload;
    }
    payload.issues.push({
      code: 'invalid_value',
      values: def.values,
      input,
      inst,
    });
    return payload;
  };
});
function handleOptionalResult(payload, result) {
  payload.value = result.issues.length ? void 0 : result.value;
  return payload;
}
var $ZodOptional = /* @__PURE__ */ $constructor('$ZodOptional', (inst, def) => {
  $ZodType.init(inst, def);
  defineLazyInternal(inst, 'optin', (zod) =>
    zod.def.innerType._zod.optin === 'defaulted' ? 'defaulted' : 'optional',
  );
  inst._zod.optout = 'optional';
  defineLazyInternal(inst, 'values', (zod) => {
    const values = zod.def.innerType._zod.values;
    return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
  });
  defineLazyInternal(inst, 'pattern', (zod) => {
    const pattern = zod.def.innerType._zod.pattern;
    return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
  });
  inst._zod.parse = (payload, ctx) => {
    if (payload.value === void 0) {
      if (def.innerType._zod.optin !== 'defaulted') return payload;
      const result = def.innerType._zod.run({ value: payload.value, issues: [] }, ctx);
      if (result instanceof Promise) return result.then((result2) => handleOptionalResult(payload, result2));
      return handleOptionalResult(payload, result);
    }
    return def.innerType._zod.run(payload, ctx);
  };
});

// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
  if (def.checks) def.checks = [...def.checks];
  return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
  return new Class(snapshotChecks({ type: 'string', ...normalizeParams(params) }));
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
  return new Class({
    type: 'boolean',
    ...normalizeParams(params),
  });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
  return new Class({
    type: 'never',
    ...normalizeParams(params),
  });
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
  return new $ZodCheckMinLength({
    check: 'min_length',
    ...normalizeParams(params),
    minimum,
  });
}

// node_modules/zod/v4/mini/schemas.js
var ZodMiniType = /* @__PURE__ */ $constructor(
  'ZodMiniType',
  (inst, def) => {
    if (!inst._zod) throw new Error('Uninitialized schema in ZodMiniType.');
    $ZodType.init(inst, def);
    inst.def = def;
    inst.type = def.type;
  },
  {
    // `with` is an alias for `check`: the same function object, not a wrapper.
    get with() {
      return this.check;
    },
    set with(value) {
      own(this, 'with', value);
    },
    parse(data, params) {
      return parse(this, data, params, { callee: this.parse });
    },
    parseAsync(data, params) {
      return parseAsync(this, data, params, { callee: this.parseAsync });
    },
    safeParse(data, params) {
      return safeParse(this, data, params);
    },
    safeParseAsync(data, params) {
      return safeParseAsync(this, data, params);
    },
    check(...checks) {
      const def = this.def;
      return this.clone(
        {
          ...def,
          checks: [
            ...(def.checks ?? []),
            ...checks.map((ch) =>
              typeof ch === 'function' ? { _zod: { check: ch, def: { check: 'custom' }, onattach: [] } } : ch,
            ),
          ],
        },
        { parent: true },
      );
    },
    clone(_def, params) {
      return clone(this, _def, params);
    },
    brand() {
      return this;
    },
    register(reg, meta2) {
      reg.add(this, meta2);
      return this;
    },
    apply(fn, ...args) {
      return args.length === 0 ? fn(this) : fn(this, ...args);
    },
  },
);
var ZodMiniString = /* @__PURE__ */ $constructor('ZodMiniString', (inst, def) => {
  $ZodString.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function string2(params) {
  return _string(ZodMiniString, params);
}
var ZodMiniBoolean = /* @__PURE__ */ $constructor('ZodMiniBoolean', (inst, def) => {
  $ZodBoolean.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function boolean2(params) {
  return _boolean(ZodMiniBoolean, params);
}
var ZodMiniNever = /* @__PURE__ */ $constructor('ZodMiniNever', (inst, def) => {
  $ZodNever.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function never(params) {
  return _never(ZodMiniNever, params);
}
var ZodMiniArray = /* @__PURE__ */ $constructor('ZodMiniArray', (inst, def) => {
  $ZodArray.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function array(element, params) {
  return new ZodMiniArray({
    type: 'array',
    element,
    ...normalizeParams(params),
  });
}
var ZodMiniObject = /* @__PURE__ */ $constructor('ZodMiniObject', (inst, def) => {
  $ZodObject.init(inst, def);
  ZodMiniType.init(inst, def);
  installLazyProp(inst, 'shape', (self) => self._zod.def.shape, false);
});
// @__NO_SIDE_EFFECTS__
function strictObject(shape, params) {
  return new ZodMiniObject({
    type: 'object',
    shape,
    catchall: /* @__PURE__ */ never(),
    ...normalizeParams(params),
  });
}
var ZodMiniRecord = /* @__PURE__ */ $constructor('ZodMiniRecord', (inst, def) => {
  $ZodRecord.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function record(keyType, valueType, params) {
  if (!valueType || !valueType._zod) {
    return new ZodMiniRecord({
      type: 'record',
      keyType: /* @__PURE__ */ string2(),
      valueType: keyType,
      ...normalizeParams(valueType),
    });
  }
  return new ZodMiniRecord({
    type: 'record',
    keyType,
    valueType,
    ...normalizeParams(params),
  });
}
var ZodMiniEnum = /* @__PURE__ */ $constructor('ZodMiniEnum', (inst, def) => {
  $ZodEnum.init(inst, def);
  ZodMiniType.init(inst, def);
  inst.options = [...inst._zod.values];
});
// @__NO_SIDE_EFFECTS__
function _enum(values, params) {
  const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
  return new ZodMiniEnum({
    type: 'enum',
    entries,
    ...normalizeParams(params),
  });
}
var ZodMiniLiteral = /* @__PURE__ */ $constructor('ZodMiniLiteral', (inst, def) => {
  $ZodLiteral.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function literal(value, params) {
  return new ZodMiniLiteral({
    type: 'literal',
    values: Array.isArray(value) ? value : [value],
    ...normalizeParams(params),
  });
}
var ZodMiniOptional = /* @__PURE__ */ $constructor('ZodMiniOptional', (inst, def) => {
  $ZodOptional.init(inst, def);
  ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function optional(innerType) {
  return new ZodMiniOptional({
    type: 'optional',
    innerType,
  });
}

// shared/domain/masking/dictionary.ts
var Form = strictObject({
  one: string2().check(_minLength(1)),
  many: string2().check(_minLength(1)),
  gender: optional(_enum(['m', 'f'])),
  short: optional(string2()),
  /** Needs an article of its own where the text gives none: "un riferimento tecnico". */
  indefinite: optional(boolean2()),
});
var Strength = _enum(['strong', 'exact', 'weak', 'brand']);
var TermList = strictObject({
  to: string2(),
  /** `strong` where nothing is said. */
  strength: optional(Strength),
  /** The terms are plurals. */
  many: optional(boolean2()),
  /** In names the word goes when the rest says enough. */
  drop: optional(boolean2()),
  terms: array(string2().check(_minLength(2))),
});
var Concept = record(string2(), Form);
var Part = strictObject({
  concepts: optional(record(string2(), Concept)),
  lists: optional(array(TermList)),
  /** Words that everyone understands: never masked, whatever their shape. */
  keep: optional(array(string2())),
  /** Ordinary short words: two of them in a row never make a split term ("con sole", "red is"). */
  common: optional(array(string2())),
  /** Words after which a noun is plural, by language. */
  plural: optional(record(string2(), array(string2()))),
});
var Dictionary = strictObject({
  version: literal(1),
  /** The concept of what has no business word: "a technical reference". */
  neutral: string2(),
  concepts: record(string2(), Concept),
  lists: array(TermList),
  keep: array(string2()),
  common: array(string2()),
  plural: record(string2(), array(string2())),
});
var NEUTRAL = 'technical-reference';
var compileDictionary = (documents) => {
  const parts = documents.map((document) => Part.parse(document));
  const concepts = Object.assign({}, ...parts.map((part) => part.concepts));
  const dictionary = Dictionary.parse({
    version: 1,
    neutral: NEUTRAL,
    concepts,
    lists: parts.flatMap((part) => part.lists ?? []),
    keep: parts.flatMap((part) => part.keep ?? []),
    common: parts.flatMap((part) => part.common ?? []),
    plural: Object.assign({}, ...parts.map((part) => part.plural)),
  });
  const languages = Object.keys(dictionary.concepts[NEUTRAL] ?? {});
  if (languages.length === 0) throw new Error(`masking: the concept ${NEUTRAL} is missing`);
  for (const [name, concept] of Object.entries(dictionary.concepts)) {
    for (const language of languages) {
      if (!concept[language]) throw new Error(`masking: the concept ${name} has no ${language} form`);
    }
  }
  for (const { to } of dictionary.lists) {
    if (!dictionary.concepts[to]) throw new Error(`masking: unknown concept ${to}`);
  }
  return dictionary;
};

// bench/.tmp-load.ts
var load = () => {
  const dir = '/work/main/layers/catalog/masking';
  return compileDictionary(
    readdirSync(dir)
      .sort()
      .map((f) => parse2(readFileSync(`${dir}/${f}`, 'utf8'))),
  );
};

// shared/domain/masking/articles.ts
var definite = (preposition) => ({
  m: [`${preposition}l`, `${preposition}llo`, `${preposition}ll'`],
  f: [`${preposition}lla`, `${preposition}lla`, `${preposition}ll'`],
  ms: [`${preposition}i`, `${preposition}gli`, `${preposition}gli`],
  fs: [`${preposition}lle`, `${preposition}lle`, `${preposition}lle`],
});
var families = [
  { m: ['il', 'lo', "l'"], f: ['la', 'la', "l'"], ms: ['i', 'gli', 'gli'], fs: ['le', 'le', 'le'] },
  {
    m: ['un', 'uno', 'un'],
    f: ['una', 'una', "un'"],
    ms: ['dei', 'degli', 'degli'],
    fs: ['delle', 'delle', 'delle'],
  },
  ...['de', 'a', 'da', 'ne', 'su'].map(definite),
  {
    m: ['quel', 'quello', "quell'"],
    f: ['quella', 'quella', "quell'"],
    ms: ['quei', 'quegli', 'quegli'],
    fs: ['quelle', 'quelle', 'quelle'],
  },
  {
    m: ['questo', 'questo', 'questo'],
    f: ['questa', 'questa', 'questa'],
    ms: ['questi', 'questi', 'questi'],
    fs: ['queste', 'queste', 'queste'],
  },
  {
    m: ['nessun', 'nessuno', 'nessun'],
    f: ['nessuna', 'nessuna', "nessun'"],
    ms: ['nessun', 'nessuno', 'nessun'],
    fs: ['nessuna', 'nessuna', "nessun'"],
  },
];
var known = /* @__PURE__ */ new Map();
for (const family of families) {
  for (const word of [...family.ms, ...family.fs])
    if (!known.has(word)) known.set(word, { family, many: true });
  for (const word of [...family.m, ...family.f]) known.set(word, { family, many: false });
}
var [, indefinite] = families;
if (indefinite) {
  known.set("quest'", { family: families[8] ?? indefinite, many: false });
  known.set("un'", { family: indefinite, many: false });
}
var SPECIAL = /^(?:s[bcdfghklmnpqrtvz]|z|gn|ps|pn|x|y|i[aeou])/i;
var VOWEL = /^[aeiouàèéìòù]/i;
var italianArticle = (word) => known.get(word.toLowerCase().replace('\u2019', "'"));
var agreeing = (reading, noun, gender, many) => {
  const row = many ? (gender === 'm' ? reading.family.ms : reading.family.fs) : reading.family[gender];
  const place = SPECIAL.test(noun) ? 1 : VOWEL.test(noun) ? 2 : 0;
  const article = row[place] ?? row[0];
  return article.endsWith("'") ? article : `${article} `;
};
var SILENT_OR_Y = /^(?:u[bcfhjklmnpqrst][aeiou]|uni|eu|one\b|once)/i;
var HOUR = /^(?:hour|honest|heir)/i;
var englishArticle = (noun) =>
  HOUR.test(noun) || (/^[aeiou]/i.test(noun) && !SILENT_OR_Y.test(noun)) ? 'an' : 'a';

// shared/domain/masking/compose.ts
var LAST_WORD = /([\p{L}\p{M}\d]+)(?:['’]|([ \u00a0]+))$/u;
var DETERMINERS = {
  it: new Set(
    'ogni qualche ciascun ciascuna mio mia tuo tua suo sua nostro nostra vostro vostra loro primo prima altro altra stesso stessa nuovo nuova vecchio vecchia ultimo ultima unico unica tale qualsiasi qualunque alcun alcuna tecnico'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the a an this that these those my your our its his her their each every no any some one another which whose new old last first next other same'.split(
      ' ',
    ),
  ),
};
var capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
var beginsUpper = (text) => /^\p{Lu}/u.test(text);
var lastWord = (before) => {
  const tail = before.slice(-24);
  const found = LAST_WORD.exec(tail);
  const word = found?.[1];
  if (!found || word === void 0) return void 0;
  const apostrophe = found[2] === void 0 ? "'" : '';
  return { word: word + apostrophe, size: found[0].length };
};
var isMany = (before, plural) => {
  if (!before) return false;
  const word = before.word.toLowerCase();
  return plural.has(word) || (/^\d+$/.test(word) && word !== '1');
};
var italian = (before, form, many, plural) => {
  const previous = lastWord(before);
  const article = previous && italianArticle(previous.word);
  const gender = form.gender ?? 'm';
  if (article && previous) {
    const noun2 = article.many ? form.many : form.one;
    const fresh = agreeing(article, noun2, gender, article.many);
    return { cut: previous.size, written: (beginsUpper(previous.word) ? capital(fresh) : fresh) + noun2 };
  }
  const several = many || isMany(previous, plural);
  const noun = several ? form.many : form.one;
  if (
    !form.indefinite ||
    (previous && DETERMINERS['it']?.has(previous.word.toLowerCase())) ||
    isMany(previous, plural)
  ) {
    return { cut: 0, written: noun };
  }
  const un = italianArticle('un');
  return { cut: 0, written: (un ? agreeing(un, noun, gender, several) : '') + noun };
};
var english = (before, form, many, plural) => {
  const previous = lastWord(before);
  const word = previous?.word.toLowerCase();
  const several = many || isMany(previous, plural);
  if (previous && (word === 'a' || word === 'an')) {
    const article = englishArticle(form.one);
    return {
      cut: previous.size,
      written: `${beginsUpper(previous.word) ? capital(article) : article} ${form.one}`,
    };
  }
  const noun = several ? form.many : form.one;
  if (!form.indefinite || several || (word !== void 0 && DETERMINERS['en']?.has(word)))
    return { cut: 0, written: noun };
  return { cut: 0, written: `${englishArticle(noun)} ${noun}` };
};
var startsSentence = (before) => {
  const tail = before.slice(-8);
  const trimmed = tail.trimEnd();
  return trimmed === '' || tail.endsWith('\n') || /[.!?]["'»”)]?$/.test(trimmed);
};
var endsInWord = (text) => /[\p{L}\p{N}]$/u.test(text.slice(-2));
var SIGNS = /^(?:(?![.!?;]\s|\n\n)[^\p{L}\p{N}]){0,8}$/u;
var SPACES = /^[\s\-/]{0,8}$/;
var joined = (text, findings, language, choose) => {
  const result = [];
  for (const finding of findings) {
    const last = result.at(-1);
    const head = last && headOf(last, finding, text.slice(last.end, finding.start), language, choose);
    if (last && head) result[result.length - 1] = { start: last.start, end: finding.end, entry: head.entry };
    else result.push(finding);
  }
  return result;
};
var headOf = (first, second, between2, language, choose) => {
  const [one, two] = [choose(first), choose(second)];
  if (!one || !two || !SIGNS.test(between2)) return void 0;
  if (one === two || two.indefinite) return first;
  if (one.indefinite) return second;
  if (!SPACES.test(between2)) return void 0;
  return language === 'it' ? first : second;
};
var Page = class {
  #done = [];
  #length = 0;
  #open = '';
  get end() {
    return this.#open;
  }
  get length() {
    return this.#length + this.#open.length;
  }
  write(text) {
    this.#open += text;
    if (this.#open.length < 4 * REACH) return;
    const done = this.#open.slice(0, -REACH);
    this.#done.push(done);
    this.#length += done.length;
    this.#open = this.#open.slice(-REACH);
  }
  cut(size) {
    if (size > 0) this.#open = this.#open.slice(0, -size);
  }
  toString() {
    return this.#done.join('') + this.#open;
  }
};
var REACH = 64;
var compose = (text, findings, language, plural, choose) => {
  const place = language === 'it' ? italian : english;
  const page = new Page();
  const spans = [];
  let last = 0;
  for (const finding of joined(text, findings, language, choose)) {
    page.write(text.slice(last, finding.start));
    last = finding.end;
    const form = choose(finding);
    if (form) {
      const { cut, written } = place(page.end, form, finding.entry?.many ?? false, plural);
      page.cut(cut);
      const upper =
        cut === 0 && beginsUpper(text.slice(finding.start, finding.end)) && startsSentence(page.end);
      const start = page.length;
      if (cut === 0 && endsInWord(page.end)) page.write(' ');
      page.write(upper ? capital(written) : written);
      if (/^[\p{L}\p{N}]/u.test(text.slice(last, last + 2))) page.write(' ');
      spans.push([start, page.length]);
    } else spans.push([page.length, page.length]);
  }
  page.write(text.slice(last));
  return { text: page.toString(), written: spans };
};

// shared/domain/masking/letters.ts
var LETTER_A = 1;
var DIGIT_0 = 27;
var ACCENTED = 37;
var OTHER = 42;
var GONE = 50;
var SPACE = 51;
var MARK_GRAVE = 52;
var MARK = 53;
var PUNCTUATION = 54;
var STOP = 55;
var NEWLINE = 56;
var SEVERAL = 57;
var VOWELS = 'aeiou';
var LOOK_ALIKES = [
  ['a', '\u0430\u0251\u03B1\u237A'],
  ['b', '\u042C\u0184\u0432\u0412\u0392'],
  ['c', '\u0441\u03F2\u217D\u1D04\u0421\u03F9'],
  ['d', '\u0501\u217E\u146F'],
  ['e', '\u0435\u04BD\u212F\u0435\u0415\u0395\u03B5\u0454'],
  ['f', '\u03DD\u1E9D'],
  ['g', '\u0261\u0581\u050C'],
  ['h', '\u04BB\u0570\u041D\u0397'],
  ['i', '\u0456\u0131\u03B9\u0269\u0406\u0399'],
  ['j', '\u0458\u03F3\u0408'],
  ['k', '\u043A\u03BA\u041A\u039A'],
  ['l', '\u04CF\u217C\u14AA\u01C0'],
  ['m', '\u043C\u217F\u041C\u039C'],
  ['n', '\u0578\u043F\u039D\u03B7'],
  ['o', '\u043E\u03BF\u0585\u03BF\u041E\u039F\u03C3'],
  ['p', '\u0440\u03C1\u0420\u03A1'],
  ['q', '\u051B\u0563'],
  ['r', '\u0433\u1D26\u0280'],
  ['s', '\u0455\uA731\u0405'],
  ['t', '\u0442\u03C4\u0422\u03A4'],
  ['u', '\u03C5\u057D\u1D1C\u03BC'],
  ['v', '\u03BD\u0475\u1D20\u2174'],
  ['w', '\u051D\u0461\u1D21\u03C9\u0448'],
  ['x', '\u0445\u03C7\u2179\u0425\u03A7'],
  ['y', '\u0443\u04AF\u03B3\u0423\u03A5'],
  ['z', '\u1D22\u0396'],
];
var lookAlikes = /* @__PURE__ */ new Map();
for (const [latin, others] of LOOK_ALIKES) {
  for (const other of others) lookAlikes.set(other.codePointAt(0) ?? 0, LETTER_A + latin.charCodeAt(0) - 97);
}
var isAsciiStop = (code) => code === 46 || code === 33 || code === 63 || code === 59;
var ascii = (code) => {
  if (code >= 97 && code <= 122) return LETTER_A + code - 97;
  if (code >= 65 && code <= 90) return LETTER_A + code - 65;
  if (code >= 48 && code <= 57) return DIGIT_0 + code - 48;
  if (code === 10 || code === 13) return NEWLINE;
  if (code === 32 || code === 9 || code === 11 || code === 12) return SPACE;
  if (code < 32 || code === 127) return GONE;
  return isAsciiStop(code) ? STOP : PUNCTUATION;
};
var STROKES = /* @__PURE__ */ new Map([
  ['\u0111', 'd'],
  ['\xF0', 'd'],
  ['\u0127', 'h'],
  ['\u0142', 'l'],
  ['\xF8', 'o'],
  ['\u0167', 't'],
  ['\u0180', 'b'],
  ['\u0268', 'i'],
]);
var letterOf = (char) => {
  const plain2 = STROKES.get(char) ?? char;
  const code = plain2.codePointAt(0) ?? 0;
  return code < 128 ? ascii(code) : (lookAlikes.get(code) ?? OTHER);
};
var beyondAscii = (code) => {
  if (lookAlikes.has(code)) return lookAlikes.get(code) ?? OTHER;
  if (code === 768) return MARK_GRAVE;
  if (code === 133 || code === 8232 || code === 8233) return NEWLINE;
  const char = String.fromCodePoint(code);
  if (/^\p{M}$/u.test(char)) return MARK;
  if (/^[\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]$/u.test(char)) return GONE;
  const folded = char.normalize('NFKC').toLowerCase();
  const bare = Array.from(folded.normalize('NFD'));
  const letters = bare.filter((part) => !/^\p{M}$/u.test(part));
  if (letters.length > 1) return SEVERAL;
  const [letter] = letters;
  if (letter === void 0) return GONE;
  const vowel = VOWELS.indexOf(letter);
  if (vowel >= 0 && bare.length === 2 && bare[1] === '\u0300') return ACCENTED + vowel;
  if (/^\s$/u.test(letter)) return SPACE;
  if (/^[\p{L}\p{N}]$/u.test(letter) || lookAlikes.has(letter.codePointAt(0) ?? 0)) return letterOf(letter);
  const plain2 = letter.codePointAt(0) ?? 0;
  return plain2 < 128 && isAsciiStop(plain2) ? STOP : PUNCTUATION;
};
var pages = [Uint8Array.from({ length: 128 }, (_, code) => ascii(code))];
var foldedCode = (code) => {
  const number2 = code >>> 7;
  let page = pages[number2];
  if (page === void 0) {
    page = Uint8Array.from({ length: 128 }, (_, low) => beyondAscii((number2 << 7) + low));
    pages[number2] = page;
  }
  return page[code & 127] ?? OTHER;
};
var severalCodes = (code) =>
  Array.from(String.fromCodePoint(code).normalize('NFKC').toLowerCase().normalize('NFD'))
    .map((char) => foldedCode(char.codePointAt(0) ?? 0))
    .filter((folded) => folded < GONE);
var unaccented = (code) =>
  code >= ACCENTED && code < OTHER ? LETTER_A + VOWELS.charCodeAt(code - ACCENTED) - 97 : code;

// shared/domain/masking/fold.ts
var GAP = { none: 0, space: 1, joiner: 2, mixed: 3, hard: 4 };
var LONGEST_GAP = 12;
var TRAIT = {
  symbol: 1,
  dot: 2,
  colon: 4,
  innerUpper: 8,
  digit: 16,
  letter: 32,
  foreign: 64,
  slash: 128,
};
var UPPER = TRAIT.innerUpper;
var traitOf = (char) => {
  if (/[a-z]/.test(char)) return TRAIT.letter;
  if (/[A-Z]/.test(char)) return TRAIT.letter | UPPER;
  if (/\d/.test(char)) return TRAIT.digit;
  if (char === '.') return TRAIT.dot;
  if (char === ':') return TRAIT.colon;
  if (char === '/') return TRAIT.slash;
  return '_\\$={}<>@`|~^[]#+%()&'.includes(char) ? TRAIT.symbol : 0;
};
var CODE_BITS = 63;
var ascii2 = Uint16Array.from(
  { length: 128 },
  (_, code) => foldedCode(code) | (traitOf(String.fromCharCode(code)) << 6),
);
var roomFor = (size) => {
  const memory = new ArrayBuffer(size * 2);
  return { bytes: Buffer.from(memory), units: new Uint16Array(memory) };
};
var VOWELS2 = [1, 5, 9, 15, 21];
var MIXED = TRAIT.digit | TRAIT.letter;
var SUSPECT = TRAIT.symbol | TRAIT.slash | TRAIT.colon | TRAIT.dot | TRAIT.innerUpper | TRAIT.foreign;
var createFold = () => {
  const view = {
    text: '',
    length: 0,
    codes: new Uint8Array(1024),
    starts: new Int32Array(1024),
    ends: new Int32Array(1024),
    gaps: new Uint8Array(1024),
    words: [],
    traits: 0,
  };
  let source = roomFor(1024);
  return (text) => {
    if (source.units.length < text.length) source = roomFor(text.length * 2);
    source.bytes.write(text, 'utf16le');
    if (view.codes.length < text.length + 64) grow(view, text.length + 64);
    view.text = text;
    foldInto(view, source.units, text.length);
    return view;
  };
};
var grow = (view, size) => {
  const codes = new Uint8Array(size * 2);
  codes.set(view.codes);
  view.codes = codes;
  const starts = new Int32Array(size * 2);
  starts.set(view.starts);
  view.starts = starts;
  const ends2 = new Int32Array(size * 2);
  ends2.set(view.ends);
  view.ends = ends2;
  const gaps = new Uint8Array(size * 2);
  gaps.set(view.gaps);
  view.gaps = gaps;
};
var foldInto = (view, units, length) => {
  let { codes, starts, ends: ends2, gaps } = view;
  const words = [];
  let n = 0;
  let gap = GAP.hard;
  let gapStart = 0;
  let stopped = false;
  let newlines = 0;
  let marked = false;
  let accented = false;
  let wordStart = -1;
  let traits = 0;
  let allTraits = 0;
  for (let i = 0; i < length; i++) {
    let code = units[i] ?? 0;
    let size = 1;
    let folded;
    if (code < 128) {
      const known2 = ascii2[code] ?? 0;
      folded = known2 & CODE_BITS;
      traits |= known2 >> 6;
      if (wordStart < 0) {
        traits &= ~UPPER;
        if (code > 32) wordStart = i;
      }
    } else {
      if (code >= 55296 && code < 56320) {
        const low = i + 1 < length ? (units[i + 1] ?? 0) : 0;
        if (low >= 56320 && low < 57344) {
          code = (code - 55296) * 1024 + low - 56320 + 65536;
          size = 2;
        }
      }
      folded = foldedCode(code);
      if (folded !== SPACE && folded !== NEWLINE) {
        if (wordStart < 0) wordStart = i;
        if (
          code > 255 &&
          (folded <= GONE || folded === SEVERAL || folded === MARK || folded === MARK_GRAVE)
        ) {
          traits |= TRAIT.foreign;
        }
      }
    }
    if (folded < GONE) {
      if (gap !== GAP.none) {
        if (n > 0 && i - gapStart > LONGEST_GAP) gap = GAP.hard;
        marked = false;
        stopped = false;
        newlines = 0;
      } else if (accented) codes[n - 1] = unaccented(codes[n - 1] ?? 0);
      accented = folded >= ACCENTED && folded < OTHER;
      codes[n] = marked ? unaccented(folded) : folded;
      starts[n] = i;
      ends2[n] = i + size;
      gaps[n] = gap;
      n++;
      gap = GAP.none;
    } else if (folded === SPACE || folded === NEWLINE) {
      if (gap === GAP.none) {
        gap = GAP.space;
        gapStart = i;
      } else if (stopped) gap = GAP.hard;
      else if (gap === GAP.joiner && !(folded === NEWLINE && units[i - 1] === 45)) gap = GAP.mixed;
      if (folded === NEWLINE && ++newlines > 1 && !(code === 10 && units[i - 1] === 13)) gap = GAP.hard;
      if (wordStart >= 0) {
        if ((traits & SUSPECT) !== 0 || (traits & MIXED) === MIXED) words.push(wordStart, i, traits);
        allTraits |= traits;
        wordStart = -1;
      }
      traits = 0;
    } else if (folded === PUNCTUATION || folded === STOP) {
      if (gap === GAP.none) {
        gap = GAP.joiner;
        gapStart = i;
      } else if (gap === GAP.space) gap = GAP.mixed;
      stopped = folded === STOP;
    } else if (folded === SEVERAL) {
      if (codes.length < n + 32 + length - i) {
        grow(view, codes.length + 64);
        ({ codes, starts, ends: ends2, gaps } = view);
      }
      for (const part of severalCodes(code)) {
        codes[n] = part;
        starts[n] = i;
        ends2[n] = i + size;
        gaps[n] = gap;
        gap = GAP.none;
        n++;
      }
      accented = false;
    } else if (n > 0 && gap === GAP.none) {
      ends2[n - 1] = i + size;
      const last = codes[n - 1] ?? 0;
      const vowel = VOWELS2.indexOf(last);
      if (folded === MARK_GRAVE && vowel >= 0 && !marked) {
        codes[n - 1] = ACCENTED + vowel;
        accented = true;
      } else if (folded !== GONE) {
        marked = true;
        codes[n - 1] = unaccented(last);
      }
    }
    i += size - 1;
  }
  if (wordStart >= 0) {
    if ((traits & SUSPECT) !== 0 || (traits & MIXED) === MIXED) words.push(wordStart, length, traits);
    allTraits |= traits;
  }
  view.length = n;
  view.words = words;
  view.traits = allTraits;
};
var termFold = createFold();
var foldTerm = (term) => {
  const view = termFold(term);
  const codes = Array.from(view.codes.subarray(0, view.length));
  const breaks = [];
  const seams = [];
  for (let at = 1; at < view.length; at++) {
    const before = term[(view.starts[at] ?? 0) - 1] ?? '';
    const here = term[view.starts[at] ?? 0] ?? '';
    if (view.gaps[at] !== GAP.none) (before === '.' ? seams : breaks).push(at);
    else if (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(here)) seams.push(at);
  }
  return { codes, breaks, seams };
};
var isLetter = (code) => (code >= 1 && code < 27) || code >= ACCENTED;
var isDigit = (code) => code >= 27 && code < ACCENTED;

// shared/domain/masking/gate.ts
var HOSTS =
  'com org net io dev app it eu ai co cloud local internal invalid lan info tech sh me us uk de fr'.split(
    ' ',
  );
var FILES =
  'js ts mjs cjs jsx tsx json xml yaml yml sql py rb php java jar html htm css log conf cfg ini env lock so dll exe sqlite db bak gz tar tgz sock pem crt cmd bat ps1 tmp toml md svc service go rs cpp hpp'.split(
    ' ',
  );
var endings = /* @__PURE__ */ new Set([...HOSTS, ...FILES]);
var hidden = new Set('net env git npmrc bashrc ssh aws htaccess gitignore dockerignore'.split(' '));
var codeMarks = [
  '=>',
  '==',
  '!=',
  '()',
  '({',
  '&&',
  '||',
  '::',
  '</',
  '/>',
  '{{',
  '}}',
  '[]',
  '});',
  '++',
  '+=',
];
var errorEndings = ['error', 'exception', 'fault'];
var isUpper = (code) => code >= 65 && code <= 90;
var isLower = (code) => code >= 97 && code <= 122;
var isNumber = (code) => code >= 48 && code <= 57;
var isAlphanumeric = (code) => isUpper(code) || isLower(code) || isNumber(code) || code > 191;
var humps = (word) => {
  let count = 0;
  for (let i = 1; i < word.length; i++) {
    const before = word.charCodeAt(i - 1);
    const here = word.charCodeAt(i);
    if (isLower(before) && isUpper(here)) count++;
    else if (
      i > 1 &&
      isUpper(before) &&
      isUpper(word.charCodeAt(i - 2)) &&
      isLower(here) &&
      i < word.length - 1
    )
      count++;
  }
  return count;
};
var isCamel = (word) => {
  const count = humps(word);
  if (count === 0) return false;
  return isLower(word.charCodeAt(0)) || count > 1;
};
var endsAsError = (word) => {
  const lower = word.toLowerCase();
  return errorEndings.some(
    (ending) => lower.endsWith(ending) && lower.length >= ending.length + 3 && lower !== 'default',
  );
};
var isAddress = (word) => {
  const groups = (word.split(':', 1)[0] ?? '').split('.');
  if (groups.length !== 4) return false;
  if (!groups.every((group) => /^(?:0|[1-9]\d{0,2})$/.test(group) && Number(group) < 256)) return false;
  return Number(groups[0]) > 9 || groups.slice(1).some((group) => group.length < 3);
};
var isBlob = (word) => {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(word)) return true;
  if (/^0x[0-9a-f]+$/i.test(word)) return true;
  if (word.length >= 12 && /^[0-9a-f]+$/.test(word) && /[a-f]/.test(word) && /\d/.test(word)) return true;
  if (word.length < 14 || !/^[A-Za-z0-9+/=_-]+$/.test(word)) return false;
  return /\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word) && changes(word) >= 4;
};
var changes = (word) => {
  let count = 0;
  for (let i = 1; i < word.length; i++)
    if (kind(word.charCodeAt(i)) !== kind(word.charCodeAt(i - 1))) count++;
  return count;
};
var kind = (code) => (isUpper(code) ? 1 : isLower(code) ? 2 : isNumber(code) ? 3 : 4);
var isDotted = (word) => {
  if (!word.includes('.')) return false;
  if (word.startsWith('.')) return hidden.has(word.slice(1).toLowerCase());
  const pieces = word.split(/[.:/]/);
  const last = pieces.at(-1) ?? '';
  if (!pieces.some((piece) => /[a-zA-Z]/.test(piece))) return false;
  if (endings.has(last.toLowerCase()) && (pieces[0] ?? '').length > 1) return true;
  if (/^\d+$/.test(last) && endings.has((pieces.at(-2) ?? '').toLowerCase())) return true;
  if (pieces.some((piece) => isCamel(piece))) return true;
  return pieces.length > 2 && pieces.every((piece) => piece.length > 1 && /^[A-Za-z]\w*$/.test(piece));
};
var hasPlace = (word) =>
  /[a-zA-Z>]/.test(word) && (/:\d+:\d+$/.test(word) || (/:\d{2,5}$/.test(word) && /^[\w-]+\./.test(word)));
var hasInner = (word, mark) => {
  for (let at = word.indexOf(mark, 1); at > 0; at = word.indexOf(mark, at + 1)) {
    if (isAlphanumeric(word.charCodeAt(at - 1)) && isAlphanumeric(word.charCodeAt(at + 1))) return true;
  }
  return false;
};
var isPath = (word) => {
  if (word.includes('://') || /^www\./i.test(word)) return true;
  if (/\\[A-Za-z]/.test(word)) return true;
  if (/^(?:\.{1,2}|~)?\/[A-Za-z@.]/.test(word) && word.length > 2) return true;
  if (word.startsWith('@') && word.includes('/')) return true;
  const pieces = word.split('/');
  return pieces.length > 2 && pieces.some((piece) => /[-._:]/.test(piece)) && /[a-z]/i.test(word);
};
var isMail = (word) => /^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$/.test(word);
var isSymbolic = (word) =>
  codeMarks.some((mark) => word.includes(mark)) ||
  /\$[A-Za-z{(]/.test(word) ||
  hasInner(word, '_') ||
  hasInner(word, '=') ||
  /<\/?[A-Za-z!]/.test(word) ||
  /[A-Za-z]%[0-9A-F]{2}/.test(word) ||
  /^[cfCF]#$/.test(word) ||
  /[A-Za-z]\[\d*\]/.test(word) ||
  /^[A-Za-z]\w*\([\w,.*]*\)$/.test(word);
var isCode = (word) => /^v\d+(?:\.\d+)+$/i.test(word) || /^(?:\d\dP\d\d|XX\d{3}|F0\d{3}|HV\d{3})$/.test(word);
var isEverydayUnit = (word) => /^\d+[a-zA-Z]{1,3}$/.test(word);
var isTechnical = (word, traits) => {
  if (word.length < 2 || isMail(word)) return false;
  if (traits & TRAIT.symbol && isSymbolic(word)) return true;
  if (traits & (TRAIT.slash | TRAIT.symbol) && isPath(word)) return true;
  if (traits & TRAIT.dot && (isAddress(word) || isDotted(word))) return true;
  if (traits & TRAIT.colon && hasPlace(word)) return true;
  if (traits & TRAIT.digit && !isEverydayUnit(word) && (isBlob(word) || isCode(word))) return true;
  return (
    Boolean(traits & TRAIT.innerUpper) && /^[A-Za-z0-9]+$/.test(word) && (isCamel(word) || endsAsError(word))
  );
};
var isErrorName = endsAsError;

// shared/domain/masking/names.ts
var ENOUGH_WORDS = 2;
var DANGLING = new Set(
  'a al alla con da dal dalla di del della e ed in nel nella per su sul sulla tra via verso and as at by for from in into of on or the to via with'.split(
    ' ',
  ),
);
var EVERY_TRAIT = 511;
var spelled = (name, scan) =>
  name
    .split(/([\s_]+)/)
    .map((part) => (/^[\s_]+$/.test(part) ? part.replaceAll('_', ' ') : dehumped(part, scan)))
    .join('');
var dehumped = (word, scan) => {
  if (!/^[A-Za-z]+$/.test(word) || !isTechnical(word, EVERY_TRAIT)) return word;
  const [finding, other] = scan(word, 'name');
  if (!other && finding?.entry && finding.start === 0 && finding.end === word.length) return word;
  const words = word
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(' ');
  return words
    .map((part, i) => (i === 0 || part === part.toUpperCase() ? part : part.toLowerCase()))
    .join(' ');
};
var contentWords = (name) =>
  name.split(/[^\p{L}\p{N}]+/u).filter((word) => /\p{L}{2}/u.test(word) && !DANGLING.has(word.toLowerCase()))
    .length;
var EDGE_SIGNS = /^[\s\-–—_:;,.|/\\>→←⇒+&#*=~]+|[\s\-–—_:;,|/\\<→←⇒+&#*=~]+$/gu;
var tidied = (name) => {
  let tidy = name
    .replace(/[([{]\s*[)\]}]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (let before = ''; before !== tidy; ) {
    before = tidy;
    tidy = tidy.replace(EDGE_SIGNS, '').replace(/([-–—|/:→>&+])\s+[-–—|/:→>&+]/gu, '$1');
    const words = tidy.split(' ');
    if (words.length > 1 && DANGLING.has((words.at(-1) ?? '').toLowerCase()))
      tidy = words.slice(0, -1).join(' ');
  }
  return tidy;
};
var short = (form) => {
  const noun = form.short ?? form.one;
  return { ...form, one: noun, many: form.short ?? form.many, indefinite: false };
};
var capitalAs = (source, text) =>
  /^\P{L}*\p{Lu}/u.test(source) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
var once = (name, { dictionary, language, plural, scan }) => {
  const shorts = /* @__PURE__ */ new Map();
  const shortOf = (concept) => {
    const known2 = shorts.get(concept);
    if (known2) return known2;
    const form = dictionary.concepts[concept]?.[language];
    if (form) shorts.set(concept, short(form));
    return shorts.get(concept);
  };
  const readable = spelled(name, scan);
  const findings = scan(readable, 'name');
  if (findings.length === 0) return readable === name ? name : tidied(readable);
  const lastNamed = findings.findLast(({ entry }) => entry !== void 0);
  const write = (spare) =>
    tidied(
      compose(readable, findings, language, plural, (finding) => {
        const { entry } = finding;
        if (entry?.concept === void 0 || (entry.drop && finding !== spare)) return void 0;
        return shortOf(entry.concept);
      }).text,
    );
  const brief = write(void 0);
  return capitalAs(readable, contentWords(brief) >= ENOUGH_WORDS ? brief : write(lastNamed));
};
var PASSES = 4;
var maskName = (name, naming) => {
  let masked = name;
  for (let pass = 0; pass < PASSES; pass++) {
    const next = once(masked, naming);
    if (next === masked) break;
    masked = next;
  }
  const bare = !/[\p{L}\p{N}]/u.test(masked) || naming.scan(masked, 'name').length > 0;
  return bare ? capitalAs('A', naming.dictionary.concepts['process']?.[naming.language]?.one ?? '?') : masked;
};

// shared/domain/masking/code-lines.ts
var verbs = [
  'select ',
  'insert into',
  'delete from',
  'update ',
  'alter table',
  'create table',
  'create index',
  'create unique',
  'drop table',
  'add constraint',
  'truncate ',
];
var partners = { 'select ': ' from ', 'update ': ' set ' };
var codeMarks2 = ['=>', '===', '!==', '&&', '||', '});', '};', ');', '){', '??', 'function(', 'new promise('];
var openers = ['const ', 'let ', 'var ', 'return ', 'import {', 'export ', 'async function', 'await '];
var startsWord = (line, at) => at === 0 || !/[\p{L}\p{N}]/u.test(line[at - 1] ?? '');
var statementIn = (line, lower) => {
  for (const verb of verbs) {
    const at = lower.indexOf(verb);
    if (at < 0 || !startsWord(line, at)) continue;
    const rest = lower.slice(at);
    const partner = partners[verb];
    const written = line.slice(at, at + verb.length);
    const complete = partner === void 0 || rest.includes(partner) || rest.includes('*');
    const signs = /[*=_$]|\w\(/.test(rest);
    if (complete && (signs || (written === written.toUpperCase() && line !== line.toUpperCase()))) return at;
  }
  return -1;
};
var isStackLine = (line) =>
  line.startsWith('at ') &&
  (/:\d+\)?$/.test(line) || line.endsWith('<anonymous>)') || line.endsWith('(native)'));
var isCodeLine = (line, lower) => {
  if (codeMarks2.some((mark) => lower.includes(mark))) return true;
  return openers.some((opener) => lower.startsWith(opener)) && /[=({;]/.test(line);
};
var between = (line, open, close) => {
  const start = line.indexOf(open);
  if (start < 0) return void 0;
  const last = line.lastIndexOf(close);
  return [start, last > start ? last + close.length : line.length];
};
var lineStretch = (line) => {
  const lower = line.toLowerCase();
  const trimmed = line.trim();
  const begin = line.indexOf(trimmed);
  const whole = [begin, begin + trimmed.length];
  if (isStackLine(trimmed)) return whole;
  const query = statementIn(line, lower);
  if (query >= 0) return [query, whole[1]];
  if (/["'\]}]\s{0,4}:/.test(line) || line.includes('[{') || line.includes('{"')) {
    const json = between(line, '{"', '}') ?? between(line, '[{', ']');
    if (json) return json;
  }
  if (line.includes('{{')) return between(line, '{{', '}}');
  if (line.includes('</') || lower.includes('<html') || lower.includes('<!doctype'))
    return between(line, '<', '>');
  return isCodeLine(trimmed, trimmed.toLowerCase()) ? whole : void 0;
};
var CODE = TRAIT.symbol | TRAIT.slash;
var CAPITAL_VERB = /\b(?:SELECT|INSERT|DELETE|UPDATE|ALTER|CREATE|DROP|ADD|TRUNCATE) /;
var codeStretches = (text, traits) => {
  const stretches = [];
  const statement = (traits & TRAIT.innerUpper) !== 0 && CAPITAL_VERB.test(text);
  if ((traits & CODE) === 0 && !statement) return stretches;
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const found = lineStretch(text.slice(start, end));
    if (found) stretches.push([start + found[0], start + found[1]]);
    start = end + 1;
  }
  return stretches;
};

// shared/domain/masking/scan.ts
var NEAR = 3;
var OPENING = '"\'`([{<\xAB\u201C\u2018*';
var CLOSING = '"\'`)]}>\xBB\u201D\u2019*';
var ENDING = '.,;:!?\u2026';
var core = (text, start, end) => {
  let from = start;
  let to = end;
  while (from < to && (OPENING + ENDING).includes(text[from] ?? '') && !isLeadingDot(text, from)) from++;
  while (to > from && (CLOSING + ENDING).includes(text[to - 1] ?? '') && !isCall(text, from, to)) to--;
  return [from, to];
};
var isLeadingDot = (text, at) =>
  text[at] === '.' && /\p{L}/u.test(String.fromCodePoint(text.codePointAt(at + 1) ?? 0));
var isCall = (text, from, to) => text[to - 1] === ')' && text.slice(from, to).includes('(') && from < to;
var wordStretches = (text, folded) => {
  const found = [];
  const { words } = folded;
  for (let i = 0; i < words.length; i += 3) {
    const start = words[i] ?? 0;
    const end = words[i + 1] ?? 0;
    const traits = words[i + 2] ?? 0;
    if (traits === (TRAIT.dot | TRAIT.letter) && text.indexOf('.', start) >= end - 1) continue;
    const [from, to] = core(text, start, end);
    if (from >= to) continue;
    const word = text.slice(from, to);
    const plain2 = traits & TRAIT.foreign ? plainly(word) : word;
    if (isTechnical(plain2, traits & TRAIT.foreign ? 511 : traits))
      found.push(quoted(text, start, end, from, to));
  }
  return found;
};
var quoted = (text, start, end, from, to) => {
  let left = from;
  let right = to;
  while (
    left > start &&
    right < end &&
    OPENING.includes(text[left - 1] ?? '') &&
    OPENING.indexOf(text[left - 1] ?? '') === CLOSING.indexOf(text[right] ?? '')
  ) {
    left--;
    right++;
  }
  return [left, right];
};
var plainly = (word) =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .normalize('NFC');
var isExact = (text, start, end, entry) => {
  const letters = text.slice(start, end).replace(/[^\p{L}\p{N}]/gu, '');
  if (/[^A-Za-z0-9À-ÿ]/.test(letters)) return true;
  for (const term of entry.written) if (term.replace(/[^\p{L}\p{N}]/gu, '') === letters) return true;
  return false;
};
var isSure = (text, found, entry, reading) => {
  if (entry.strength === 'strong') return true;
  if (entry.strength === 'weak') return false;
  if (entry.strength === 'brand' && reading === 'prose') return false;
  return isExact(text, found.start, found.end, entry);
};
var EXCEPTION = [5, 24, 3, 5, 16, 20, 9, 15, 14];
var ERROR = [5, 18, 18, 15, 18];
var ends = (folded, to, codes) => codes.every((code, i) => folded.codes[to - codes.length + i] === code);
var termsOf = (text, folded, trie, reading) => {
  const found = [];
  const { codes, gaps, starts, ends: stops, length } = folded;
  let unit = 0;
  while (unit < length) {
    const match = trie.longest(folded, unit);
    if (match) {
      const start = starts[unit] ?? 0;
      const end = stops[match.to - 1] ?? start;
      const finding = { start, end, entry: match.entry };
      if (match.entry.concept === void 0) found.push({ ...finding, sure: false });
      else found.push({ ...finding, sure: isSure(text, finding, match.entry, reading) });
      unit = match.to;
      continue;
    }
    const first = unit;
    unit++;
    while (
      unit < length &&
      gaps[unit] === GAP.none &&
      !(isDigit(codes[unit - 1] ?? 0) && !isDigit(codes[unit] ?? 0))
    )
      unit++;
    if (unit - first > 7 && (ends(folded, unit, EXCEPTION) || ends(folded, unit, ERROR))) {
      const start = starts[first] ?? 0;
      const end = stops[unit - 1] ?? start;
      if (isErrorName(text.slice(start, end))) found.push({ start, end, entry: void 0, sure: true });
    }
  }
  return found;
};
var wordsBetween = (text, from, to) => {
  const between2 = text.slice(from, to);
  if (/[.!?;\n]/.test(between2) || between2.length > 60) return Number.POSITIVE_INFINITY;
  return between2.split(/[\s'’]/).filter((word) => word !== '').length;
};
var settle = (text, found) =>
  found.filter((one, i) => {
    if (one.sure) return true;
    if (one.entry?.concept === void 0) return false;
    const before = found[i - 1];
    const after = found[i + 1];
    return (
      (before?.sure === true && wordsBetween(text, before.end, one.start) < NEAR) ||
      (after?.sure === true && wordsBetween(text, one.end, after.start) < NEAR)
    );
  });
var merge2 = (terms, stretches, text) => {
  const all = stretches.map(([start, end]) => ({ start, end, entry: void 0, sure: true }));
  for (const term of terms) all.push(term);
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged = [];
  for (const one of all) {
    const last = merged.at(-1);
    if (!last || one.start >= last.end) {
      merged.push(one);
      continue;
    }
    if (covers(one, last, text)) merged[merged.length - 1] = one;
    else if (!covers(last, one, text)) {
      merged[merged.length - 1] = {
        start: last.start,
        end: Math.max(last.end, one.end),
        entry: void 0,
        sure: last.sure || one.sure,
      };
    }
  }
  return merged;
};
var isBare = (text, from, to) => !/[\p{L}\p{N}]/u.test(text.slice(from, to));
var covers = (term, other, text) =>
  term.entry !== void 0 &&
  (other.entry === void 0 || other.end - other.start < term.end - term.start) &&
  (term.start <= other.start || isBare(text, other.start, term.start)) &&
  (term.end >= other.end || isBare(text, term.end, other.end));
var createScan = (trie) => {
  const fold = createFold();
  return (text, reading) => {
    const folded = fold(text);
    const terms = termsOf(text, folded, trie, reading);
    if (folded.words.length === 0) return terms.length === 0 ? [] : settle(text, terms);
    const stretches = [...codeStretches(text, folded.traits), ...wordStretches(text, folded)];
    if (stretches.length === 0) return terms.length === 0 ? [] : settle(text, terms);
    return settle(text, merge2(terms, stretches, text));
  };
};

// shared/domain/masking/trie.ts
var STRIDE = 6;
var SHORTEST_PLURAL = 4;
var SHORTEST_SPLIT_BY_SPACE = 6;
var SHORTEST_SPLIT_BY_MARK = 4;
var SHORTEST_JOINED = 6;
var insert = (builder, codes) => {
  let node = 0;
  for (const code of codes) {
    const slot = (node << STRIDE) + code;
    let child = builder.next[slot] ?? 0;
    if (child === 0) {
      child = ++builder.size;
      if (child > 65535) throw new Error('masking: the dictionary is too large for its automaton');
      if ((child + 1) << STRIDE > builder.next.length) {
        const larger = new Uint16Array(builder.next.length * 2);
        larger.set(builder.next);
        builder.next = larger;
      }
      builder.next[slot] = child;
    }
    node = child;
  }
  return node;
};
var add = (builder, term, meaning) => {
  const whole = foldTerm(term);
  const { codes } = whole;
  addPath(builder, term, meaning, codes, whole);
  const bare = codes.map((code) => unaccented(code));
  if (bare.some((code, at) => code !== codes[at])) addPath(builder, term, meaning, bare, whole);
};
var addPath = (builder, term, meaning, codes, { breaks, seams }) => {
  if (codes.length < 2) throw new Error(`masking: nothing is left of the term ${term}`);
  const node = insert(builder, codes);
  const entry = builder.ends.get(node) ?? {
    ...meaning,
    length: codes.length,
    breaks: /* @__PURE__ */ new Set(),
    seams: /* @__PURE__ */ new Set(),
    joinable: codes.length >= SHORTEST_JOINED,
    written: /* @__PURE__ */ new Set(),
  };
  for (const at of breaks) entry.breaks.add(at);
  for (const at of seams) entry.seams.add(at);
  entry.joinable ||= breaks.length === 0;
  entry.written.add(term);
  builder.ends.set(node, entry);
};
var addPlurals = (builder, terms) => {
  for (const [term, meaning] of terms) {
    if (meaning.many || term.length < SHORTEST_PLURAL || !/[a-rt-z]$/i.test(term)) continue;
    const plural = `${term}s`;
    const node = insert(builder, foldTerm(plural).codes);
    if (!builder.ends.has(node)) add(builder, plural, { ...meaning, many: true });
  }
};
var isForeign = (text, match, unit) =>
  unit > match.from &&
  unit < match.to &&
  text.gaps[unit] !== GAP.none &&
  !match.entry.breaks.has(unit - match.from);
var spellsWords = (text, match, common) => {
  let pieces = 0;
  let start = match.from;
  for (let unit = match.from + 1; unit <= match.to; unit++) {
    if (unit < match.to && text.gaps[unit] === GAP.none) continue;
    if (isForeign(text, match, start) || isForeign(text, match, unit)) {
      if (!common.has(String.fromCharCode(...text.codes.subarray(start, unit)))) return false;
      pieces++;
    }
    start = unit;
  }
  return pieces > 0;
};
var isCapital = ({ text, starts }, unit) =>
  /^\p{Lu}\p{Ll}/u.test(text.slice(starts[unit], (starts[unit] ?? 0) + 4));
var isSplit = (text, match, common) => {
  let bySpace = 0;
  let byMark = 0;
  let atSeam = 0;
  for (let unit = match.from + 1; unit < match.to; unit++) {
    const gap = text.gaps[unit];
    if (gap === GAP.none || match.entry.breaks.has(unit - match.from)) continue;
    if (gap === GAP.joiner) byMark++;
    else if (gap === GAP.space) bySpace++;
    else return false;
    if (gap === GAP.space && match.entry.seams.has(unit - match.from) && !isCapital(text, unit)) atSeam++;
  }
  const length = match.to - match.from;
  if (bySpace + byMark === 0) return true;
  if (bySpace + byMark >= length - 1 - match.entry.breaks.size && length > 2) return true;
  if (match.entry.concept === void 0) return false;
  if (bySpace === 0 && match.entry.strength === 'exact') return true;
  if (match.entry.strength !== 'strong') return false;
  if (bySpace === 0) return length >= SHORTEST_SPLIT_BY_MARK;
  if (length < SHORTEST_SPLIT_BY_SPACE || (atSeam > 0 && atSeam === bySpace)) return false;
  return !spellsWords(text, match, common);
};
var isJoined = (text, match) => {
  if (match.entry.joinable) return true;
  for (const at of match.entry.breaks) if (text.gaps[match.from + at] === GAP.none) return false;
  return true;
};
var withDigits = (text, to) => {
  let end = to;
  while (end < text.length && text.gaps[end] === GAP.none && isDigit(text.codes[end] ?? 0)) end++;
  return end;
};
var build = (dictionary) => {
  const builder = { next: new Uint16Array(1 << 20), ends: /* @__PURE__ */ new Map(), size: 0 };
  for (const word of dictionary.keep) {
    add(builder, word, { concept: void 0, strength: 'strong', many: false, drop: false });
  }
  const terms = dictionary.lists.flatMap(
    ({ to, strength = 'strong', many = false, drop = false, terms: written }) =>
      written.map((term) => [term, { concept: to, strength, many, drop }]),
  );
  for (const [term, meaning] of terms) add(builder, term, meaning);
  addPlurals(builder, terms);
  return builder;
};
var createTrie = (dictionary) => {
  const { next, ends: ends2, size } = build(dictionary);
  const entries = Array.from({ length: size + 1 }, (_, node) => ends2.get(node));
  const marked = Uint8Array.from(entries, (entry) => (entry ? 1 : 0));
  const common = new Set(dictionary.common.map((word) => String.fromCharCode(...foldTerm(word).codes)));
  return {
    longest: (text, from) => {
      const { codes, gaps, length } = text;
      let node = 0;
      let best;
      for (let unit = from; unit < length; unit++) {
        if (gaps[unit] === GAP.hard && unit > from) break;
        node = next[(node << STRIDE) + (codes[unit] ?? 0)] ?? 0;
        if (node === 0) break;
        if (marked[node] === 0) continue;
        const to = withDigits(text, unit + 1);
        if (to < length && gaps[to] === GAP.none && isLetter(codes[to] ?? 0)) continue;
        const entry = entries[node];
        if (entry === void 0) continue;
        const match = { entry, from, to: unit + 1 };
        if (isJoined(text, match) && isSplit(text, match, common)) best = { entry, from, to };
      }
      return best;
    },
  };
};

// shared/domain/masking/mask.ts
var PASSES2 = 4;
var WINDOW = 160;
var scanAround = (text, written, scan) => {
  const findings = [];
  let end = 0;
  for (let i = 0; i < written.length; i++) {
    const start = spaceAt(text, (written[i]?.[0] ?? 0) - WINDOW, -1);
    end = spaceAt(text, (written[i]?.[1] ?? 0) + WINDOW, 1);
    for (let next = written[i + 1]; next && next[0] - WINDOW <= end; next = written[i + 1]) {
      end = spaceAt(text, next[1] + WINDOW, 1);
      i++;
    }
    const window = text.slice(start, end);
    for (const { entry, ...place } of scan(window, 'prose')) {
      findings.push({ entry, start: place.start + start, end: place.end + start });
    }
  }
  return findings;
};
var spaceAt = (text, from, step) => {
  let at = from;
  while (at > 0 && at < text.length && text[at] !== ' ' && text[at] !== '\n') at += step;
  return Math.max(0, Math.min(text.length, at));
};
var scans = /* @__PURE__ */ new WeakMap();
var scanOf = (dictionary) => {
  const scan = scans.get(dictionary) ?? createScan(createTrie(dictionary));
  scans.set(dictionary, scan);
  return scan;
};
var createMask = (dictionary, language) => {
  const neutral = dictionary.concepts[dictionary.neutral]?.[language];
  if (!neutral) throw new Error(`masking: no words in ${language}`);
  const scan = scanOf(dictionary);
  const plural = new Set(dictionary.plural[language]);
  const choose = ({ entry }) =>
    (entry?.concept === void 0 ? void 0 : dictionary.concepts[entry.concept]?.[language]) ?? neutral;
  return {
    text: (text) => {
      let findings = scan(text, 'prose');
      let masked = text;
      for (let pass = 0; findings.length > 0; pass++) {
        if (pass === PASSES2) return neutral.one;
        const composed = compose(masked, findings, language, plural, choose);
        masked = composed.text;
        findings = scanAround(masked, composed.written, scan);
      }
      return masked;
    },
    name: (name) => maskName(name, { dictionary, language, plural, scan }),
    leaks: (text) => scan(text, 'prose').map(({ start, end }) => text.slice(start, end)),
  };
};

// bench/.tmp-prof2.ts
var it = createMask(load(), 'it');
var short2 =
  'Ieri il workflow delle fatture \xE8 fallito due volte perch\xE9 l\u2019API del corriere non ha risposto in tempo; gli altri processi sono andati bene e il prossimo controllo \xE8 previsto per domani mattina alle otto.';
var plain =
  'Le consegne della settimana sono in linea con il piano, i fornitori hanno confermato e il magazzino ha ricevuto tutto il materiale ordinato. The customers in the north asked for one more visit next month. ';
var long = (plain.repeat(30).slice(0, 3700) + short2.repeat(2)).slice(0, 4096);
for (let i = 0; i < 12e3; i++) it.text(long);
